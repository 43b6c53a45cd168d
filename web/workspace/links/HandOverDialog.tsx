import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { LinkCreated, LinkReply } from '#core/links/link-api.ts';
import { useHandOverLink } from '#web/workspace/api/link-queries.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { nameAndSite } from '#web/workspace/links/link-words.ts';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import css from './links.module.css';

interface HandOverDialogProps {
  readonly survey: string;
  readonly link: LinkReply;
  readonly onMade: (made: LinkCreated) => void;
  readonly onClose: () => void;
}

/** Another person goes on with the link: what came and what is wanted stays with it. */
export function HandOverDialog({ survey, link, onMade, onClose }: HandOverDialogProps) {
  const { t } = useLanguage();
  const online = useOnline();
  const handOver = useHandOverLink(survey, link.id);
  const form = useForm({
    initialValues: { holder: '' },
    validate: { holder: (value) => (value.trim() ? null : t('links.hand-over.missing')) },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('links.hand-over.title', { name: nameAndSite(link, t) })}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      <form
        onSubmit={form.onSubmit(({ holder }) =>
          handOver.mutate(holder.trim(), { onSuccess: onMade }),
        )}
      >
        <Stack gap="md">
          <p className={css.hint}>{t('links.hand-over.lead')}</p>
          <TextInput
            label={t('links.hand-over.to')}
            maxLength={200}
            data-autofocus
            {...form.getInputProps('holder')}
          />
          {handOver.error && <ProblemNote refusal={refusalOf(handOver.error)} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('workspace.action.cancel')}
            </Button>
            <Button type="submit" loading={handOver.isPending} disabled={!online}>
              {t('links.do.hand-over')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
