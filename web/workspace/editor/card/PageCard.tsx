import { Button } from '@mantine/core';
import { IconBooks } from '@tabler/icons-react';
import { AdvancedFold } from '#web/workspace/editor/card/AdvancedFold.tsx';
import { Condition } from '#web/workspace/editor/card/Condition.tsx';
import { NameField } from '#web/workspace/editor/card/NameField.tsx';
import { OptionalTexts } from '#web/workspace/editor/card/OptionalTexts.tsx';
import { TwoTexts } from '#web/workspace/editor/card/TwoTexts.tsx';
import { addKind } from '#web/workspace/editor/list/list-commands.ts';
import { childrenOf, pageOf } from '#web/workspace/editor/model/places.ts';
import { useAt, useEditor } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { EmptyNote, Note } from '#web/workspace/parts/Notes.tsx';
import css from './card.module.css';

/** A page: its heading, what stands above its items, when it is shown. */
export function PageCard({ pointer }: { readonly pointer: string }) {
  const { t } = useLanguage();
  const editor = useEditor();
  const page = useAt(pointer);
  const included = useAt(`${pointer}/lnInclude`);
  const number = pageOf(pointer) + 1;
  return (
    <>
      <div className={css.head}>
        <h2 className={css.cardTitle}>{t('editor.page.untitled', { number })}</h2>
        <NameField pointer={pointer} />
      </div>
      {typeof included === 'string' && (
        <Note icon={IconBooks}>{t('editor.page.included', { block: included })}</Note>
      )}
      <TwoTexts isFirst pointer={`${pointer}/title`} label={t('editor.field.heading')} />
      <TwoTexts pointer={`${pointer}/description`} label={t('editor.page.intro')} />
      <div className={css.extras}>
        <OptionalTexts pointer={`${pointer}/lnTheme`} label={t('editor.page.theme')} />
      </div>
      <Condition pointer={pointer} property="visibleIf" label={t('editor.field.shown-if')} />
      {childrenOf(page).length === 0 && included === undefined && (
        <EmptyNote
          title={t('editor.page.empty')}
          action={
            <Button variant="default" onClick={() => addKind(editor, 'one')}>
              {t('editor.add.item')}
            </Button>
          }
        />
      )}
      <AdvancedFold pointer={pointer} />
    </>
  );
}
