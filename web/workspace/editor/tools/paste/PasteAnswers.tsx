import { Select, Switch } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Choice } from '#core/definitions/definition.ts';
import { valuesOf } from '#core/definitions/element-properties.ts';
import { languagesOf } from '#core/definitions/languages.ts';
import { itemAt } from '#web/workspace/editor/model/places.ts';
import { choicesFromRows } from '#web/workspace/editor/tools/paste/build-pasted.ts';
import { PasteFrame, usePastedText } from '#web/workspace/editor/tools/paste/PasteFrame.tsx';
import {
  type AnswerRow,
  answersFrom,
  type ColumnUse,
  readAnswerList,
} from '#web/workspace/editor/tools/paste/read-answer-list.ts';
import { useEditor, useFrozen, useLanguages } from '#web/workspace/editor/use-editor.ts';
import { languageName } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ScrollBox } from '#web/workspace/parts/ScrollBox.tsx';
import table from '#web/workspace/styles/table.module.css';
import css from './paste.module.css';

interface PasteAnswersProps {
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onPaste: (rows: readonly Choice[]) => void;
}

/** Answers of the chosen item, one a line or in columns. */
export function PasteAnswers({ taken, onClose, onPaste }: PasteAnswersProps) {
  const { t } = useLanguage();
  const { source, second } = useLanguages();
  const item = useChosenItem();
  const [text, setText] = usePastedText();
  const [numbersAreCodes, setNumbersAreCodes] = useState(false);
  const [chosen, setChosen] = useState<readonly (ColumnUse | undefined)[]>([]);
  const languages = useMemo(
    () => [...new Set([source, ...(second ? [second] : []), ...item.languages])],
    [source, second, item],
  );
  const pasted = useMemo(() => readAnswerList(text, { languages }), [text, languages]);
  const columns = pasted.columns.map((guess, index) => chosen[index] ?? guess);
  const rows = answersFrom(pasted, {
    columns,
    taken: [...taken, ...item.frozenCodes],
    known: item.texts,
    numbersAreCodes,
  });
  const fresh = choicesFromRows(rows, item.definition, item.hasNumbers);
  return (
    <PasteFrame
      label={t('tools.paste.answers-label')}
      description={t('tools.paste.answers-hint')}
      placeholder={t('tools.paste.answers-example')}
      action={fresh.length > 0 ? t('tools.paste.take-answers', { n: fresh.length }) : undefined}
      onText={setText}
      onClose={onClose}
      onTake={() => {
        onPaste(fresh);
        onClose();
      }}
    >
      {pasted.marks.some((mark) => mark !== undefined) && (
        <Switch
          label={t('tools.paste.numbers-are-codes')}
          checked={numbersAreCodes}
          onChange={({ currentTarget }) => setNumbersAreCodes(currentTarget.checked)}
        />
      )}
      {columns.length > 1 && (
        <ColumnUses
          columns={columns}
          languages={languages}
          onChange={(index, use) =>
            setChosen(columns.map((column, place) => (place === index ? use : column)))
          }
        />
      )}
      {rows.length > 0 && <AnswerPreview rows={rows} languages={languages} />}
    </PasteFrame>
  );
}

/** What the item has already; read once, the dialog is in front of everything else. */
function useChosenItem() {
  const editor = useEditor();
  const frozen = useFrozen();
  return useMemo(() => {
    const definition = editor.definition();
    const item = itemAt(definition, editor.selected());
    const choices = item ? valuesOf(item, 'choices') : [];
    const words = choices.flatMap(({ text }) =>
      typeof text === 'string' ? [text] : Object.values(text ?? {}),
    );
    return {
      definition,
      texts: words,
      hasNumbers: choices.every(({ value }) => typeof value === 'number'),
      frozenCodes: item ? (frozen.codes[item.name] ?? []) : [],
      languages: languagesOf(definition),
    };
  }, [editor, frozen]);
}

interface ColumnUsesProps {
  readonly columns: readonly ColumnUse[];
  readonly languages: readonly string[];
  readonly onChange: (index: number, use: ColumnUse) => void;
}

function ColumnUses({ columns, languages, onChange }: ColumnUsesProps) {
  const { t } = useLanguage();
  const texts = languages.map((tag) => ({ use: `text:${tag}` as const, label: languageName(tag) }));
  const uses: readonly { readonly use: ColumnUse; readonly label: string }[] = [
    { use: 'code', label: t('tools.paste.column-code') },
    ...texts,
    { use: 'skip', label: t('tools.paste.column-skip') },
  ];
  return (
    <div className={css.columns}>
      {columns.map((column, index) => (
        <Select
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place
          key={index}
          size="sm"
          label={t('tools.paste.column', { number: index + 1 })}
          allowDeselect={false}
          data={uses.map(({ use, label }) => ({ value: use, label }))}
          value={column}
          onChange={(value) => {
            const chosen = uses.find(({ use }) => use === value);
            if (chosen) onChange(index, chosen.use);
          }}
        />
      ))}
    </div>
  );
}

interface AnswerPreviewProps {
  readonly rows: readonly AnswerRow[];
  readonly languages: readonly string[];
}

function AnswerPreview({ rows, languages }: AnswerPreviewProps) {
  const { t } = useLanguage();
  const used = languages.filter((language) => rows.some(({ texts }) => texts[language]));
  const repeated = rows.filter(({ isRepeated }) => isRepeated).length;
  return (
    <div>
      <ScrollBox label={t('tools.paste.preview')}>
        <table className={table.table}>
          <caption className="ln-vh">{t('tools.paste.preview')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('tools.paste.column-code')}</th>
              {used.map((language) => (
                <th scope="col" key={language}>
                  {languageName(language)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are known by their place in the list
              <tr key={index} {...(row.isRepeated && { 'data-off': true })}>
                <td>{row.isRepeated ? t('tools.paste.repeated') : <code>{row.code}</code>}</td>
                {used.map((language) => (
                  <td key={language} lang={language}>
                    {row.texts[language]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {repeated > 0 && (
        <p className={css.note}>{t('tools.paste.repeated-note', { n: repeated })}</p>
      )}
    </div>
  );
}
