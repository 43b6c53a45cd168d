import { Button, Group, NativeSelect, NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Purpose } from '#core/links/link.ts';
import type { LinkRequest } from '#core/links/link-api.ts';
import type { SiteReply } from '#core/register/register-api.ts';
import type { Refusal } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { purposeExplanations, purposeKeys } from '#web/workspace/links/purpose-words.ts';
import { LanguageOptions } from '#web/workspace/parts/LanguageOptions.tsx';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import css from './links.module.css';

/** Kiosk and partner links come when their screens do. */
const offered = ['collector', 'respondent'] as const satisfies readonly Purpose[];

interface NewLinkFormProps {
  readonly sites: readonly SiteReply[];
  readonly languages: readonly string[];
  readonly pending: boolean;
  readonly refusal: Refusal | undefined;
  readonly onClose: () => void;
  readonly onSubmit: (link: LinkRequest) => void;
}

interface Values {
  readonly purpose: Purpose;
  readonly holder: string;
  readonly siteId: string;
  readonly language: string;
  readonly closesAt: string;
  readonly quota: number | string;
}

export function NewLinkForm(props: NewLinkFormProps) {
  const { sites, languages, pending, refusal, onClose, onSubmit } = props;
  const { t } = useLanguage();
  const online = useOnline();
  const form = useForm<Values>({
    initialValues: {
      purpose: 'collector',
      holder: '',
      siteId: '',
      language: '',
      closesAt: '',
      quota: '',
    },
    validate: {
      holder: (value, { purpose }) =>
        purpose === 'collector' && !value.trim() ? t('workspace.link.holder-missing') : null,
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => onSubmit(linkFrom(values)))}>
      <Stack gap="md">
        <Radio.Group label={t('workspace.link.use')} {...form.getInputProps('purpose')}>
          <div className={css.purposes}>
            {offered.map((purpose) => (
              <Radio
                key={purpose}
                value={purpose}
                label={t(purposeKeys[purpose])}
                description={t(purposeExplanations[purpose])}
              />
            ))}
          </div>
        </Radio.Group>
        <TextInput
          label={t('workspace.link.holder')}
          description={t('workspace.link.holder-hint')}
          data-autofocus
          {...form.getInputProps('holder')}
        />
        <div className={css.fields}>
          <NativeSelect
            label={t('workspace.link.site')}
            data={[
              { value: '', label: t('workspace.link.no-site') },
              ...sites.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            {...form.getInputProps('siteId')}
          />
          <NativeSelect label={t('workspace.link.language')} {...form.getInputProps('language')}>
            <option value="">{t('workspace.link.any-language')}</option>
            <LanguageOptions languages={languages} />
          </NativeSelect>
          <TextInput
            type="date"
            label={t('workspace.link.closes')}
            {...form.getInputProps('closesAt')}
          />
          <NumberInput
            label={t('workspace.link.quota')}
            min={1}
            allowDecimal={false}
            hideControls
            {...form.getInputProps('quota')}
          />
        </div>
        {refusal && <ProblemNote refusal={refusal} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('workspace.action.cancel')}
          </Button>
          <Button type="submit" loading={pending} disabled={!online}>
            {t('workspace.link.make')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const linkFrom = ({ purpose, holder, siteId, language, closesAt, quota }: Values): LinkRequest => ({
  purpose,
  ...(holder.trim() && { holder: holder.trim() }),
  ...(siteId && { siteId }),
  ...(language && { language }),
  ...(closesAt && { closesAt }),
  ...(typeof quota === 'number' && { quota }),
});
