import { Button, Group, Modal, MultiSelect, Radio, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type AccountRole, accountRoles } from '#core/access/roles.ts';
import { roleExplanations, roleKeys } from '#web/workspace/access/role-words.ts';
import { useSession } from '#web/workspace/access/use-session.ts';
import { useInvite } from '#web/workspace/api/access-queries.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { formatDate } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { CopyText } from '#web/workspace/parts/CopyText.tsx';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import css from './register.module.css';

interface InviteDialogProps {
  readonly projectId: string;
  readonly onClose: () => void;
}

interface Invitation {
  readonly name: string;
  readonly role: AccountRole;
  readonly projectIds: string[];
}

/** Asks for a name and a role; answers with an address that works once and is shown once. */
export function InviteDialog({ projectId, onClose }: InviteDialogProps) {
  const { t, language } = useLanguage();
  const online = useOnline();
  const { projects } = useSession();
  const invite = useInvite();
  const form = useForm<Invitation>({
    initialValues: { name: '', role: 'coordinator', projectIds: [projectId] },
    validate: { name: (value) => (value.trim() ? null : t('workspace.access.name-missing')) },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('workspace.people.invite')}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      {invite.data ? (
        <Stack gap="md">
          <p>
            {t('workspace.people.invited', { date: formatDate(language, invite.data.expiresAt) })}
          </p>
          <output className={css.address}>{invite.data.url}</output>
          <Group justify="flex-end">
            <CopyText value={invite.data.url} label={t('workspace.people.copy-address')} />
            <Button onClick={onClose}>{t('workspace.action.done')}</Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={form.onSubmit((values) => invite.mutate(values))}>
          <Stack gap="md">
            <TextInput
              label={t('workspace.access.name')}
              data-autofocus
              {...form.getInputProps('name')}
            />
            <Radio.Group label={t('workspace.people.role')} {...form.getInputProps('role')}>
              <Stack gap="xs" mt={6}>
                {accountRoles
                  .filter((role) => role !== 'owner')
                  .map((role) => (
                    <Radio
                      key={role}
                      value={role}
                      label={t(roleKeys[role])}
                      description={t(roleExplanations[role])}
                    />
                  ))}
              </Stack>
            </Radio.Group>
            <MultiSelect
              label={t('workspace.people.projects')}
              data={projects.map(({ id, name }) => ({ value: id, label: name }))}
              {...form.getInputProps('projectIds')}
            />
            {invite.error && <ProblemNote refusal={refusalOf(invite.error)} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('workspace.action.cancel')}
              </Button>
              <Button type="submit" loading={invite.isPending} disabled={!online}>
                {t('workspace.people.make-address')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
