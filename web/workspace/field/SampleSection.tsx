import type { SampleReply } from '#core/register/field-api.ts';
import { everybody, sampleMethods } from '#core/register/sample.ts';
import { methodExplanations, methodKeys } from '#web/workspace/field/method-words.ts';
import { SampleTable } from '#web/workspace/field/SampleTable.tsx';
import type { FieldForm } from '#web/workspace/field/use-field-form.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './field.module.css';

interface SampleSectionProps {
  readonly form: FieldForm;
  readonly projectId: string;
  readonly survey: string;
  readonly sample: SampleReply;
  readonly disabled: boolean;
}

/** The sample of each site, and what each way of choosing people lets one say. */
export function SampleSection({ sample, ...table }: SampleSectionProps) {
  const { t } = useLanguage();
  const sites = sample.sites.length > 0 ? sample.sites : [{ siteId: everybody }];
  return (
    <section className={css.wideSection}>
      <h2 id="sample-title">{t('field.sample.title')}</h2>
      <p className={css.lead}>{t('field.sample.lead')}</p>
      <SampleTable {...table} sites={sites} />
      <dl className={css.methods}>
        {sampleMethods.map((method) => (
          <div key={method}>
            <dt>{t(methodKeys[method])}</dt>
            <dd>{t(methodExplanations[method])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
