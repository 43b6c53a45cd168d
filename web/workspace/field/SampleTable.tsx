import type { SampleReply } from '#core/register/field-api.ts';
import { gridKeys } from '#web/workspace/field/grid-keys.ts';
import { SampleRow } from '#web/workspace/field/SampleRow.tsx';
import type { FieldForm } from '#web/workspace/field/use-field-form.ts';
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
