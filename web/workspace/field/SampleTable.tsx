import { Link } from 'wouter';
import type { SampleReply } from '#core/register/field-api.ts';
import { everybody, sampleMethods } from '#core/register/sample.ts';
import { textIn } from '#web/workspace/field/field-values.ts';
import { gridKeys } from '#web/workspace/field/grid-keys.ts';
import { methodKeys } from '#web/workspace/field/method-words.ts';
import { NumberField } from '#web/workspace/field/NumberField.tsx';
import type { FieldForm } from '#web/workspace/field/use-field-form.ts';
import { formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import table from '#web/workspace/styles/table.module.css';
import css from './field.module.css';

interface SampleTableProps {
  readonly form: FieldForm;
  readonly projectId: string;
  readonly survey: string;
  readonly sites: SampleReply['sites'];
  readonly disabled: boolean;
}

/** For each site: how many people there are, how many were asked, and how these were chosen. */
export function SampleTable({ form, projectId, survey, sites, disabled }: SampleTableProps) {
  const { t } = useLanguage();
  return (
    <table
      className={`${table.table} ${css.sample}`}
      aria-labelledby="sample-title"
      {...gridKeys(form.set)}
    >
      <thead>
        <tr>
          <th scope="col">{t('field.sample.site')}</th>
          <th scope="col" className={table.number}>
            {t('field.sample.headcount')}
          </th>
          <th scope="col" className={table.number}>
            {t('field.sample.invited')}
          </th>
          <th scope="col">{t('field.rate.method')}</th>
          <th scope="col">{t('field.sample.note')}</th>
          <th scope="col">{t('field.pick.title')}</th>
        </tr>
      </thead>
      <tbody>
        {sites.map((site, row) => (
          <SampleRow
            key={site.siteId}
            form={form}
            site={site}
            row={row}
            disabled={disabled}
            pickPath={`/projects/${projectId}/field/pick/${site.siteId}?survey=${survey}`}
          />
        ))}
      </tbody>
    </table>
  );
}

interface SampleRowProps {
  readonly form: FieldForm;
  readonly site: SampleReply['sites'][number];
  readonly row: number;
  readonly disabled: boolean;
  readonly pickPath: string;
}

function SampleRow({ form, site, row, disabled, pickPath }: SampleRowProps) {
  const { t, language } = useLanguage();
  const { siteId, pick } = site;
  const name = site.name ?? (siteId === everybody ? t('field.sample.everybody') : siteId);
  const method = `method:${siteId}`;
  const note = `note:${siteId}`;
  const random = textIn(form.values, method) === 'random';
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={table.number}>
        <span className={css.cellLabel}>{t('field.sample.headcount')}</span>
        <NumberField
          form={form}
          name={`headcount:${siteId}`}
          label={t('field.sample.headcount-of', { name })}
          row={row}
          column={0}
          disabled={disabled}
        />
      </td>
      <td className={table.number}>
        <span className={css.cellLabel}>{t('field.sample.invited')}</span>
        <NumberField
          form={form}
          name={`invited:${siteId}`}
          label={t('field.sample.invited-of', { name })}
          row={row}
          column={1}
          disabled={disabled}
        />
      </td>
      <td className={css.wide}>
        <span className={css.cellLabel}>{t('field.rate.method')}</span>
        <select
          className={css.choice}
          name={method}
          data-row={row}
          data-column={2}
          data-changed={form.changed.includes(method) || undefined}
          aria-label={t('field.sample.method-of', { name })}
          disabled={disabled}
          value={textIn(form.values, method)}
          onChange={({ currentTarget }) => form.set({ [method]: currentTarget.value })}
        >
          <option value="">{t('field.method.unknown')}</option>
          {sampleMethods.map((one) => (
            <option key={one} value={one}>
              {t(methodKeys[one])}
            </option>
          ))}
        </select>
      </td>
      <td className={css.wide}>
        <span className={css.cellLabel}>{t('field.sample.note')}</span>
        <input
          className={css.text}
          type="text"
          maxLength={1000}
          autoComplete="off"
          name={note}
          data-row={row}
          data-column={3}
          data-changed={form.changed.includes(note) || undefined}
          aria-label={t('field.sample.note-of', { name })}
          disabled={disabled}
          value={textIn(form.values, note)}
          onChange={({ currentTarget }) => form.set({ [note]: currentTarget.value })}
        />
      </td>
      <td className={css.wide}>
        {(random || pick) && (
          <Link href={pickPath} className={css.pickLink ?? ''}>
            {pick
              ? t('field.pick.open', {
                  size: formatNumber(language, pick.size),
                  population: formatNumber(language, pick.population),
                })
              : t('field.pick.draw')}
          </Link>
        )}
      </td>
    </tr>
  );
}
