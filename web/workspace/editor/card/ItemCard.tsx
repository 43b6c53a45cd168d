import { AdvancedFold } from '#web/workspace/editor/card/AdvancedFold.tsx';
import { Answers } from '#web/workspace/editor/card/Answers.tsx';
import { CardHead } from '#web/workspace/editor/card/CardHead.tsx';
import { Checks } from '#web/workspace/editor/card/Checks.tsx';
import { Condition } from '#web/workspace/editor/card/Condition.tsx';
import { ChoiceSettings, KindSettings } from '#web/workspace/editor/card/KindSettings.tsx';
import { OptionalTexts } from '#web/workspace/editor/card/OptionalTexts.tsx';
import { ReportFold } from '#web/workspace/editor/card/ReportFold.tsx';
import { TwoTexts } from '#web/workspace/editor/card/TwoTexts.tsx';
import { type ItemKind, kindOf } from '#web/workspace/editor/model/kinds.ts';
import { isElement } from '#web/workspace/editor/model/places.ts';
import { getAt } from '#web/workspace/editor/model/pointer.ts';
import { useEditorState } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import css from './card.module.css';

export type CardKind = ItemKind | 'advanced';

/** The chosen item, whole: what is asked, what can be answered, when it is asked, what reports make of it. */
export function ItemCard({ pointer }: { readonly pointer: string }) {
  const { t } = useLanguage();
  // Drawn again when the kind is another, not when a word is.
  const kind = useKind(pointer);
  if (kind === null) return null;
  const isGroup = kind === 'group' || kind === 'repeat';
  return (
    <>
      <CardHead pointer={pointer} />
      {kind === 'advanced' && <Note>{t('editor.advanced.lead')}</Note>}
      <TwoTexts
        isFirst
        pointer={`${pointer}/title`}
        label={t(isGroup ? 'editor.field.heading' : 'editor.field.question')}
      />
      <div className={css.extras}>
        <OptionalTexts pointer={`${pointer}/description`} label={t('editor.field.hint')} />
      </div>
      {kind !== 'advanced' && (
        <>
          <Answers pointer={pointer} kind={kind} />
          <KindSettings pointer={pointer} kind={kind} />
        </>
      )}
      <Condition pointer={pointer} property="visibleIf" label={t('editor.field.shown-if')} />
      {isList(kind) && <ChoiceSettings pointer={pointer} isMany={kind === 'many'} />}
      {!isGroup && <Checks pointer={pointer} kind={kind} />}
      {!isGroup && <ReportFold pointer={pointer} />}
      <AdvancedFold pointer={pointer} isOpen={kind === 'advanced'} />
    </>
  );
}

const isList = (kind: CardKind): boolean =>
  kind === 'one' || kind === 'many' || kind === 'list' || kind === 'ranking';

/** Its kind, `advanced` for what the editor keeps as JSON, `null` where no item stands (any more). */
const useKind = (pointer: string): CardKind | null =>
  useEditorState(({ definition }) => {
    const item = getAt(definition, pointer);
    return isElement(item) ? (kindOf(item) ?? 'advanced') : null;
  });
