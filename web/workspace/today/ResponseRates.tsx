import type { FieldLine } from '#core/register/field-api.ts';
import { methodKeys } from '#web/workspace/field/method-words.ts';
import { formatNumber, formatPercent } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import table from '#web/workspace/styles/table.module.css';
import css from './today.module.css';

/** Fewer than this make no percentage. */
const leastForPercent = 30;

/** Of those who were asked, how many answered: only where somebody has said how many were asked. */
export function ResponseRates({ lines }: { readonly lines: readonly FieldLine[] }) {
  const { t, language } = useLanguage();
  const known = lines.filter(({ responseRate }) => responseRate !== undefined);
  if (known.length === 0) return null;
  const number = (value: number | undefined) =>
    value === undefined ? '–' : formatNumber(language, value);
  return (
    <>
      <table className={`${table.table} ${css.rates}`}>
        <caption>{t('field.rate.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('field.line.name')}</th>
            <th scope="col">{t('field.rate.method')}</th>
            <th scope="col" className={table.number}>
              {t('field.rate.invited')}
            </th>
            <th scope="col" className={table.number}>
              {t('field.line.received')}
            </th>
            <th scope="col" className={table.number}>
              {t('field.rate.rate')}
            </th>
          </tr>
        </thead>
        <tbody>
          {known.map(({ id, name, method, invited, headcount, received, responseRate }) => {
            const asked = invited ?? headcount ?? 0;
            return (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td className={table.quiet}>{method ? t(methodKeys[method]) : '–'}</td>
                <td className={table.number}>{number(asked)}</td>
                <td className={table.number}>{number(received)}</td>
                <td className={table.number}>
                  {asked < leastForPercent
                    ? t('field.rate.of', { received, asked })
                    : formatPercent(language, Math.min(1, responseRate ?? 0))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={css.legend}>{t('field.rate.base')}</p>
    </>
  );
}
