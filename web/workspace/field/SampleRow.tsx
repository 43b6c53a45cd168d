import { Link } from 'wouter';
import type { SampleReply } from '#core/register/field-api.ts';
import { everybody } from '#core/register/sample.ts';
import { textIn } from '#web/workspace/field/field-values.ts';
import { MethodField } from '#web/workspace/field/MethodField.tsx';
import { NumberField } from '#web/workspace/field/NumberField.tsx';
import type { FieldForm } from '#web/workspace/field/use-field-form.ts';
import { formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import table from '#web/workspace/styles/table.module.css';
import css from './field.module.css';

interface SampleRowProps {
  readonly form: FieldForm;
  readonly site: SampleReply['sites'][number];
  readonly row: number;
  readonly disabled: boolean;
  readonly pickPath: string;
}

/** One site: people there, people invited, how they were chosen; on phones each with its own label. */
export function SampleRow({ form, site, row, disabled, pickPath }: SampleRowProps) {
  const { t } = useLanguage();
  const { siteId } = site;
  const name = site.name ?? (siteId === everybody ? t('field.sample.everybody') : siteId);
  const here = { form, row, disabled };
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={table.number}>
        <span className={css.cellLabel}>{t('field.sample.headcount')}</span>
        <NumberField
          {...here}
          name={`headcount:${siteId}`}
          label={t('field.sample.headcount-of', { name })}
          column={0}
        />
      </td>
      <td className={table.number}>
        <span className={css.cellLabel}>{t('field.sample.invited')}</span>
        <NumberField
          {...here}
          name={`invited:${siteId}`}
          label={t('field.sample.invited-of', { name })}
          column={1}
        />
      </td>
      <td className={css.wide}>
        <span className={css.cellLabel}>{t('field.rate.method')}</span>
        <MethodField {...here} siteId={siteId} label={t('field.sample.method-of', { name })} />
      </td>
      <td className={css.wide}>
        <span className={css.cellLabel}>{t('field.sample.note')}</span>
        <NoteField {...here} siteId={siteId} label={t('field.sample.note-of', { name })} />
      </td>
      <td className={css.wide}>
        <PickLink form={form} site={site} to={pickPath} />
      </td>
    </tr>
  );
}

interface NoteFieldProps {
  readonly form: FieldForm;
  readonly siteId: string;
  readonly label: string;
  readonly row: number;
  readonly disabled: boolean;
}

function NoteField({ form, siteId, label, row, disabled }: NoteFieldProps) {
  const name = `note:${siteId}`;
  return (
    <input
      className={css.text}
      type="text"
      maxLength={1000}
      autoComplete="off"
      name={name}
      data-row={row}
      data-column={3}
      data-changed={form.changed.includes(name) || undefined}
      aria-label={label}
      disabled={disabled}
      value={textIn(form.values, name)}
      onChange={({ currentTarget }) => form.set({ [name]: currentTarget.value })}
    />
  );
}

interface PickLinkProps {
  readonly form: FieldForm;
  readonly site: SampleReply['sites'][number];
  readonly to: string;
}

/** To the list that was drawn, or to drawing one where people are chosen at random. */
function PickLink({ form, site: { siteId, pick }, to }: PickLinkProps) {
  const { t, language } = useLanguage();
  const random = textIn(form.values, `method:${siteId}`) === 'random';
  if (!pick && !random) return null;
  return (
    <Link href={to} className={css.pickLink ?? ''}>
      {pick
        ? t('field.pick.open', {
            size: formatNumber(language, pick.size),
            population: formatNumber(language, pick.population),
          })
        : t('field.pick.draw')}
    </Link>
  );
}
