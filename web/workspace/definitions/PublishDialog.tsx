import { Button, Group, Modal, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { useLinksQuery } from '#web/workspace/api/link-queries.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useDraftAsItStands, useSurveyQuery } from '#web/workspace/api/survey-queries.ts';
import { useChangesQuery, usePublish } from '#web/workspace/api/version-queries.ts';
import { ChangeList } from '#web/workspace/definitions/ChangeList.tsx';
import { ProblemList } from '#web/workspace/definitions/ProblemList.tsx';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { isOver } from '#web/workspace/links/link-standing.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';

interface PublishDialogProps {
  readonly name: string;
  readonly onClose: () => void;
  readonly onPublished: () => void;
  /** Takes somebody to what a problem speaks of, once the dialog is away. */
  readonly onGo: (path: string) => void;
}

/** Says what publishing changes, for whom, and what stands in its way. Only what was looked at here is published. */
export function PublishDialog({ name, onClose, onPublished, onGo }: PublishDialogProps) {
  const { t } = useLanguage();
  const draft = useDraftAsItStands(name);
  const publish = usePublish(name);
  const problems = draft.data?.problems ?? [];
  const blocked = problems.some(({ severity }) => severity === 'error');
  const submit = () =>
    publish.mutate(draft.data?.revision ?? 0, {
      onSuccess: ({ number }) => {
        notifications.show({ message: t('workspace.publish.done', { number }) });
        onPublished();
        onClose();
      },
    });
  const goTo = (path: string) => {
    onClose();
    onGo(path);
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
            <ChangesToPublish name={name} definition={definition} />
            {publish.error && <Refused error={publish.error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('workspace.action.cancel')}
              </Button>
              <PublishButton blocked={blocked} isPending={publish.isPending} onPublish={submit} />
            </Group>
          </Stack>
        )}
      </QueryView>
    </Modal>
  );
}

interface PublishButtonProps {
  readonly blocked: boolean;
  readonly isPending: boolean;
  readonly onPublish: () => void;
}

/** Takes the keyboard when it comes, which is later than the dialog itself. */
function PublishButton({ blocked, isPending, onPublish }: PublishButtonProps) {
  const { t } = useLanguage();
  const online = useOnline();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <Button
      ref={button}
      data-autofocus
      onClick={onPublish}
      loading={isPending}
      disabled={blocked || !online}
    >
      {t('workspace.publish.action')}
    </Button>
  );
}

interface ChangesToPublishProps {
  readonly name: string;
  readonly definition: unknown;
}

/** What is new against the version in use, and how many links will show it. */
function ChangesToPublish({ name, definition }: ChangesToPublishProps) {
  const { t } = useLanguage();
  const survey = useSurveyQuery(name);
  const links = useLinksQuery(name);
  const versions = survey.data?.versions ?? [];
  const base = versions.findLast(({ retiredAt }) => retiredAt === undefined) ?? versions.at(-1);
  const open = links.data?.filter((link) => !isOver(link)).length;
  return (
    <>
      {open !== undefined && <p>{t('changes.publish.links', { count: open })}</p>}
      {base ? (
        <ChangesSince name={name} number={base.number} definition={definition} />
      ) : (
        survey.data && <p>{t('changes.publish.first')}</p>
      )}
    </>
  );
}

function ChangesSince({
  name,
  number,
  definition,
}: ChangesToPublishProps & { readonly number: number }) {
  const { t } = useLanguage();
  const query = useChangesQuery(name, number, 'draft');
  return (
    <section aria-label={t('changes.title')}>
      <h3>{t('changes.compare-before', { number })}</h3>
      <QueryView query={query} lines={2}>
        {({ changes }) => <ChangeList changes={changes} definition={definition} />}
      </QueryView>
    </section>
  );
}

function Refused({ error }: { readonly error: unknown }) {
  const { t } = useLanguage();
  const refusal = refusalOf(error);
  return refusal.code === 'draft-conflict' ? (
    <Note tone="attention" role="alert">
      {t('changes.publish.conflict')}
    </Note>
  ) : (
    <ProblemNote refusal={refusal} />
  );
}
