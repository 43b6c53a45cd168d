import { Button, Group, Radio, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import { purposes } from '#core/links/link.ts';
import type { LinkRequest } from '#core/links/link-api.ts';
import type { SiteReply } from '#core/register/register-api.ts';
import type { Refusal } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { LinkFields } from '#web/workspace/links/LinkFields.tsx';
import { freshValues, type LinkValues, requestFrom } from '#web/workspace/links/link-values.ts';
import { PasteNames } from '#web/workspace/links/PasteNames.tsx';
import { mostLines, type PastedLine, readPastedNames } from '#web/workspace/links/pasted-names.ts';
import { purposeExplanations, purposeKeys } from '#web/workspace/links/purpose-words.ts';
import { SpecialFields } from '#web/workspace/links/SpecialFields.tsx';
import { type LinkForm, useLinkForm } from '#web/workspace/links/use-link-form.ts';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import css from './links.module.css';

interface NewLinkFormProps {
  readonly survey: SurveyReply;
  readonly sites: readonly SiteReply[];
  /** Who holds a link already. */
  readonly holders: readonly string[];
  readonly pending: boolean;
  readonly refusal: Refusal | undefined;
  readonly onClose: () => void;
  /** One request, or one for each line that was pasted. */
  readonly onSubmit: (links: readonly LinkRequest[], many: boolean) => void;
}

export function NewLinkForm(props: NewLinkFormProps) {
  const { survey, sites, holders, pending, refusal, onClose, onSubmit } = props;
  const { t } = useLanguage();
  const online = useOnline();
  const [many, setMany] = useState(false);
  const form = useLinkForm(freshValues, many);
  const lines = many ? readPastedNames(form.values.names, { sites, holders }) : [];
  const ready =
    !many ||
    (lines.length > 0 && lines.length <= mostLines && lines.every(({ problem }) => !problem));
  const submit = (values: LinkValues) =>
    onSubmit(many ? lines.map((line) => requestOf(line, values)) : [requestFrom(values)], many);
  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack gap="md">
        <SegmentedControl
          aria-label={t('links.form.how-many')}
          value={many ? 'many' : 'one'}
          onChange={(value) => setMany(value === 'many')}
          data={[
            { value: 'one', label: t('links.form.one') },
            { value: 'many', label: t('links.form.many') },
          ]}
        />
        <PurposeField form={form} />
        {many ? <PasteNames form={form} lines={lines} /> : <HolderField form={form} />}
        <LinkFields form={form} survey={survey} sites={sites} forMany={many} />
        <SpecialFields form={form} survey={survey} fresh />
        {refusal && <ProblemNote refusal={refusal} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('workspace.action.cancel')}
          </Button>
          <Button type="submit" loading={pending} disabled={!online || !ready}>
            {many ? t('links.form.make-many', { count: lines.length }) : t('workspace.link.make')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function PurposeField({ form }: { readonly form: LinkForm }) {
  const { t } = useLanguage();
  return (
    <Radio.Group label={t('workspace.link.use')} {...form.getInputProps('purpose')}>
      <div className={css.purposes}>
        {purposes.map((purpose) => (
          <Radio
            key={purpose}
            value={purpose}
            label={t(purposeKeys[purpose])}
            description={t(purposeExplanations[purpose])}
          />
        ))}
      </div>
    </Radio.Group>
  );
}

export function HolderField({ form }: { readonly form: LinkForm }) {
  const { t } = useLanguage();
  const named = form.values.purpose === 'collector' || form.values.purpose === 'partner';
  return (
    <TextInput
      label={t(named ? 'workspace.link.holder' : 'links.form.name')}
      description={t(named ? 'workspace.link.holder-hint' : 'links.form.name-hint')}
      maxLength={200}
      data-autofocus
      {...form.getInputProps('holder')}
    />
  );
}

/** The line where it says something, else what all have in common. */
function requestOf(line: PastedLine, values: LinkValues): LinkRequest {
  return requestFrom({
    ...values,
    holder: line.holder,
    siteId: line.site?.id ?? values.siteId,
    wanted: line.wanted ?? values.wanted,
  });
}
