import type { FieldLine, FieldWork } from '#core/register/field-api.ts';
import { methodKeys } from '#web/workspace/field/method-words.ts';
import { formatPercent } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import table from '#web/workspace/styles/table.module.css';
import css from './today.module.css';

/** Fewer than this make no percentage. */
const leastForPercent = 30;

interface ResponseRatesProps {
  readonly lines: readonly FieldLine[];
  readonly counts: FieldWork['counts'];
}

/** Of those who were asked, how many answered: only where somebody has said how many were asked. */
export function ResponseRates({ lines, counts }: ResponseRatesProps) {
  const { t } = useLanguage();
  const known = lines.filter(({ invited }) => invited !== undefined);
  if (known.length === 0) return null;
  return (
    <>
      <table className={`${table.table} ${css.rates}`}>
        <caption>{t('field.rate.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('field.line.name')}</th>
            <th scope="col" className={`${table.number} ${css.wraps}`}>
              {t('field.rate.answered')}
            </th>
            <th scope="col" className={`${table.number} ${css.wraps}`}>
              {t('field.rate.rate')}
            </th>
          </tr>
        </thead>
        <tbody>
          {known.map((line) => (
            <RateRow key={line.id} line={line} />
          ))}
          {known.length > 1 && counts.invited !== undefined && (
            <RateRow line={{ ...counts, name: t('field.targets.whole') }} />
          )}
        </tbody>
      </table>
      <p className={css.legend}>{t('field.rate.base')}</p>
    </>
  );
}

type Rated = Pick<FieldLine, 'name' | 'method' | 'received' | 'invited' | 'responseRate'>;

function RateRow({ line }: { readonly line: Rated }) {
  const { t, language } = useLanguage();
  const { name, method, received, invited = 0, responseRate } = line;
  const shown = responseRate !== undefined && responseRate !== null && invited >= leastForPercent;
  return (
    <tr>
      <th scope="row">
        {name}
        {method && <span className={css.place}>{t(methodKeys[method])}</span>}
      </th>
      <td className={table.number}>{t('field.rate.of', { received, invited })}</td>
      <td className={table.number}>{shown ? formatPercent(language, responseRate) : '–'}</td>
    </tr>
  );
}
