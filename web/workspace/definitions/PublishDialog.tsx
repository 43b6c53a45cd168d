import { Button, Group, Modal, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useSearchParams } from 'wouter';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useDraftQuery, usePublish } from '#web/workspace/api/survey-queries.ts';
import { ProblemList } from '#web/workspace/definitions/ProblemList.tsx';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';

interface PublishDialogProps {
  readonly name: string;
  readonly onClose: () => void;
}

/** Says what publishing does, and what stands in its way. */
export function PublishDialog({ name, onClose }: PublishDialogProps) {
  const { t } = useLanguage();
  const online = useOnline();
  const draft = useDraftQuery(name);
  const publish = usePublish(name);
  const [, setSearch] = useSearchParams();
  const problems = draft.data?.problems ?? [];
  const blocked = problems.some(({ severity }) => severity === 'error');
  const submit = () =>
    publish.mutate(undefined, {
      onSuccess: ({ number }) => {
        notifications.show({ message: t('workspace.publish.done', { number }) });
        setSearch({});
        onClose();
      },
    });
  const goTo = () => {
    setSearch({ version: 'draft' });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('workspace.publish.title')}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      <QueryView query={draft} lines={3}>
        {({ definition }) => (
          <Stack gap="md">
            <p>{t(blocked ? 'workspace.publish.blocked' : 'workspace.publish.lead')}</p>
            {problems.length > 0 && (
              <ProblemList problems={problems} definition={definition} onGo={goTo} />
            )}
            {publish.error && <ProblemNote refusal={refusalOf(publish.error)} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('workspace.action.cancel')}
              </Button>
              <Button onClick={submit} loading={publish.isPending} disabled={blocked || !online}>
                {t('workspace.publish.action')}
              </Button>
            </Group>
          </Stack>
        )}
      </QueryView>
    </Modal>
  );
}
