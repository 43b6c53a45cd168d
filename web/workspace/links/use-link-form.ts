import { type UseFormReturnType, useForm } from '@mantine/form';
import { dayIn } from '#core/register/project-time.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import type { LinkValues } from '#web/workspace/links/link-values.ts';
import { useTimeZone } from '#web/workspace/shell/use-time-zone.ts';

export type LinkForm = UseFormReturnType<LinkValues>;

/** The form of one link, or of what many have in common: it names what does not go together before asking. */
export function useLinkForm(initialValues: LinkValues, many: boolean): LinkForm {
  const { t } = useLanguage();
  const timeZone = useTimeZone() ?? 'UTC';
  return useForm<LinkValues>({
    initialValues,
    validate: {
      holder: (value, { purpose }) =>
        !many && purpose === 'collector' && !value.trim()
          ? t('workspace.link.holder-missing')
          : null,
      closesAt: (day, { opensAt }) => {
        if (!day || day === initialValues.closesAt) return null;
        if (opensAt && day < opensAt) return t('links.form.before-opening');
        return day < dayIn(new Date(), timeZone) ? t('links.form.past') : null;
      },
      kioskPin: (pin, { purpose }) =>
        purpose === 'kiosk' && pin !== '' && !/^\d{4,8}$/.test(pin)
          ? t('links.form.pin-unfit')
          : null,
    },
  });
}
