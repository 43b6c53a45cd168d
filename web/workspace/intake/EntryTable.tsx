import { Button } from '@mantine/core';
import type { TypedEntryReply, TypedResult } from '#core/intake/intake-api.ts';
import type { OpenEntry } from '#web/workspace/intake/TypeInStart.tsx';
import { finishEntry, useDropEntry } from '#web/workspace/intake/typed-queries.ts';
import { formatAgo } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ScrollBox } from '#web/workspace/parts/ScrollBox.tsx';
import table from '#web/workspace/styles/table.module.css';
import css from './intake.module.css';

interface EntryTableProps {
  readonly survey: string;
  readonly entries: readonly TypedEntryReply[];
  readonly onOpen: (entry: OpenEntry) => void;
  /** Both entries of a form, compared once more. */
  readonly onCompared: (result: TypedResult, number: string) => void;
}

/** Forms that have been begun, or wait for their second entry. */
export function EntryTable({ survey, entries, onOpen, onCompared }: EntryTableProps) {
  const { t, language } = useLanguage();
  const drop = useDropEntry(survey);
  if (entries.length === 0) return <p className={css.quiet}>{t('intake.entries-none')}</p>;
  return (
    <section aria-label={t('intake.entries-title')} className={css.section}>
      <h2>{t('intake.entries-title')}</h2>
      <ScrollBox label={t('intake.entries-title')}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('intake.type-number')}</th>
              <th scope="col">{t('intake.entries-by')}</th>
              <th scope="col">{t('intake.entries-state')}</th>
              <th scope="col">
                <span className={css.hidden}>{t('intake.entries-actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => {
              const { id, number, by, state, isMine, updatedAt } = entry;
              const isPair =
                state === 'done' &&
                entries.some(
                  (other) => other.id !== id && other.number === number && other.state === 'done',
                );
              const opened = isMine && state === 'typing' ? opensAs(entry) : undefined;
              return (
                <tr key={id}>
                  <th scope="row">{number}</th>
                  <td>{by}</td>
                  <td>
                    {t(state === 'done' ? 'intake.entries-waiting' : 'intake.entries-typing')}
                    <span className={table.under}>
                      {formatAgo(language, updatedAt, new Date())}
                    </span>
                  </td>
                  <td>
                    <div className={css.rowActions}>
                      {opened && (
                        <Button size="xs" variant="default" onClick={() => onOpen(opened)}>
                          {t('intake.entries-go-on')}
                        </Button>
                      )}
                      {isPair && (
                        <Button
                          size="xs"
                          variant="default"
                          onClick={() =>
                            void finishEntry(survey, id).then((result) =>
                              onCompared(result, number),
                            )
                          }
                        >
                          {t('intake.entries-compare')}
                        </Button>
                      )}
                      <Button
                        size="xs"
                        variant="subtle"
                        color="gray"
                        aria-label={t('intake.entries-drop-number', { number })}
                        onClick={() => drop.mutate(id)}
                      >
                        {t('intake.entries-drop')}
                      </Button>
                    </div>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

function opensAs({
  id,
  number,
  definitionHash,
  isDouble,
  paper,
  answers,
}: TypedEntryReply): OpenEntry {
  const known = Object.entries(paper).filter(([, value]) => typeof value === 'string');
  return {
    id,
    number,
    definitionHash,
    isDouble,
    paper: Object.fromEntries(known),
    answers: { ...answers },
  };
}
