import type { UnsentReply } from '#core/intake/review-api.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ScrollBox } from '#web/workspace/parts/ScrollBox.tsx';
import { waitingKey } from '#web/workspace/review/review-words.ts';
import table from '#web/workspace/styles/table.module.css';
import css from './review.module.css';

type Result = UnsentReply['results'][number];

const words: Readonly<Record<Result['status'], WorkspaceKey>> = {
  stored: 'review.unsent.stored',
  'already-stored': 'review.unsent.known',
  quarantined: 'review.unsent.waits',
  conflict: 'review.unsent.waits',
  rejected: 'review.unsent.rejected',
};

/** What became of each response of the file. */
export function UnsentResults({ results }: { readonly results: readonly Result[] }) {
  const { t } = useLanguage();
  const countOf = (...states: readonly Result['status'][]): number =>
    results.filter(({ status }) => states.includes(status)).length;
  return (
    <>
      <p role="status" className={css.reading}>
        {t('review.unsent.done', {
          stored: countOf('stored'),
          known: countOf('already-stored'),
          waits: countOf('quarantined', 'conflict'),
          rejected: countOf('rejected'),
        })}
      </p>
      <ScrollBox label={t('review.unsent.title')}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('review.column.response')}</th>
              <th scope="col">{t('review.unsent.became')}</th>
            </tr>
          </thead>
          <tbody>
            {results.map(({ id, code, status, reason }, index) => (
              <tr key={id ?? index}>
                <th scope="row" className={css.code}>
                  {code ?? index + 1}
                </th>
                <td>
                  {t(words[status])}
                  {reason !== undefined && status !== 'rejected' && (
                    <span className={table.under}>{t(waitingKey(reason))}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}
