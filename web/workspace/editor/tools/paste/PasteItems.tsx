import { NativeSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Item } from '#core/definitions/definition.ts';
import { languagesOf } from '#core/definitions/languages.ts';
import { kindKeys } from '#web/workspace/editor/kind-words.ts';
import { itemsFromPasted } from '#web/workspace/editor/tools/paste/build-pasted.ts';
import { PasteFrame, usePastedText } from '#web/workspace/editor/tools/paste/PasteFrame.tsx';
import {
  type PastedItem,
  type PastedKind,
  pastedKinds,
  readItemList,
} from '#web/workspace/editor/tools/paste/read-item-list.ts';
import { useEditor, useFrozen, useLanguages } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ScrollBox } from '#web/workspace/parts/ScrollBox.tsx';
import table from '#web/workspace/styles/table.module.css';
import css from './paste.module.css';

interface PasteItemsProps {
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onPaste: (rows: readonly Item[]) => void;
}

/** A whole questionnaire at once. */
export function PasteItems({ taken, onClose, onPaste }: PasteItemsProps) {
  const { t } = useLanguage();
  const editor = useEditor();
  const frozen = useFrozen();
  const { source, second } = useLanguages();
  const [text, setText] = usePastedText();
  const [kinds, setKinds] = useState<ReadonlyMap<number, PastedKind>>(new Map());
  const pasted = useMemo(() => readItemList(text), [text]);
  const items = useMemo(() => {
    const definition = editor.definition();
    const others = languagesOf(definition);
    return itemsFromPasted(pasted, {
      definition,
      languages: [...new Set([source, ...(second ? [second] : []), ...others])],
      taken: [...taken, ...frozen.items],
      kinds,
    });
  }, [pasted, kinds, editor, source, second, taken, frozen]);
  return (
    <PasteFrame
      label={t('tools.paste.items-label')}
      description={t('tools.paste.items-hint')}
      placeholder={t('tools.paste.items-example')}
      action={items.length > 0 ? t('tools.paste.take-items', { n: items.length }) : undefined}
      onText={setText}
      onClose={onClose}
      onTake={() => {
        onPaste(items);
        onClose();
      }}
    >
      {items.length > 0 && (
        <ItemPreview
          pasted={pasted}
          items={items}
          language={source}
          kinds={kinds}
          onKind={(index, kind) => setKinds(new Map(kinds).set(index, kind))}
        />
      )}
    </PasteFrame>
  );
}

interface ItemPreviewProps {
  readonly pasted: readonly PastedItem[];
  readonly items: readonly Item[];
  readonly language: string;
  readonly kinds: ReadonlyMap<number, PastedKind>;
  readonly onKind: (index: number, kind: PastedKind) => void;
}

/** Each question with its answers, the kind that was guessed for it, and the name it gets. */
function ItemPreview({ pasted, items, language, kinds, onKind }: ItemPreviewProps) {
  const { t } = useLanguage();
  return (
    <ScrollBox label={t('tools.paste.preview')}>
      <table className={table.table}>
        <caption className="ln-vh">{t('tools.paste.preview')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('tools.paste.column-item')}</th>
            <th scope="col">{t('tools.paste.column-kind')}</th>
            <th scope="col">{t('tools.paste.column-name')}</th>
          </tr>
        </thead>
        <tbody>
          {pasted.map((one, index) => {
            const title = one.titles[0] ?? '';
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: questions are known by their place in the list
              <tr key={index}>
                <td lang={language} className={css.question}>
                  {title}
                  <span className={css.answers}>
                    {one.answers.map(([answer]) => answer).join(' · ')}
                  </span>
                </td>
                <td>
                  <NativeSelect
                    size="sm"
                    aria-label={t('tools.paste.kind-of', { item: title })}
                    value={kinds.get(index) ?? one.kind}
                    data={pastedKinds.map((kind) => ({ value: kind, label: t(kindKeys[kind]) }))}
                    onChange={({ currentTarget }) => {
                      const kind = pastedKinds.find((known) => known === currentTarget.value);
                      if (kind) onKind(index, kind);
                    }}
                  />
                </td>
                <td>
                  <code>{items[index]?.name}</code>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollBox>
  );
}
