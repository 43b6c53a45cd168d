import { Button } from '@mantine/core';
import { IconBan, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { PersonReply } from '#core/access/access-api.ts';
import { roleKeys } from '#web/workspace/access/role-words.ts';
import { useSession } from '#web/workspace/access/use-session.ts';
import { useDisablePerson, usePeopleQuery } from '#web/workspace/api/access-queries.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ConfirmDialog } from '#web/workspace/parts/ConfirmDialog.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { ScrollBox } from '#web/workspace/parts/ScrollBox.tsx';
import { StatusChip } from '#web/workspace/parts/StatusChip.tsx';
import { InviteDialog } from '#web/workspace/register/InviteDialog.tsx';
import table from '#web/workspace/styles/table.module.css';
import css from './register.module.css';

interface PeopleSectionProps {
  readonly projectId: string;
}

/** Who works here, in which role; invitations; closing an account. */
export function PeopleSection({ projectId }: PeopleSectionProps) {
  const { t } = useLanguage();
  const people = usePeopleQuery();
  const [inviting, setInviting] = useState(false);
  const [closing, setClosing] = useState<PersonReply | null>(null);
  const disable = useDisablePerson();
  return (
    <section>
      <div className={css.head}>
        <h2>{t('workspace.people.title')}</h2>
        <Button
          variant="default"
          leftSection={<IconUserPlus size={18} stroke={1.75} aria-hidden />}
          onClick={() => setInviting(true)}
        >
          {t('workspace.people.invite')}
        </Button>
      </div>
      <QueryView query={people} lines={3}>
        {(found) => <PeopleTable people={found} onClose={setClosing} />}
      </QueryView>
      {inviting && <InviteDialog projectId={projectId} onClose={() => setInviting(false)} />}
      {closing && (
        <ConfirmDialog
          title={t('workspace.people.close-title', { name: closing.name })}
          action={t('workspace.people.close')}
          destructive
          pending={disable.isPending}
          refusal={disable.error ? refusalOf(disable.error) : undefined}
          onConfirm={() => disable.mutate(closing.id, { onSuccess: () => setClosing(null) })}
          onClose={() => setClosing(null)}
        >
          {t('workspace.people.close-lead')}
        </ConfirmDialog>
      )}
    </section>
  );
}

interface PeopleTableProps {
  readonly people: readonly PersonReply[];
  readonly onClose: (person: PersonReply) => void;
}

function PeopleTable({ people, onClose }: PeopleTableProps) {
  const { t } = useLanguage();
  const { person: self, projects } = useSession();
  const projectNames = ({ role, projectIds }: PersonReply) =>
    role === 'owner'
      ? t('workspace.people.all-projects')
      : projects
          .filter(({ id }) => projectIds.includes(id))
          .map(({ name }) => name)
          .join(', ');
  return (
    <ScrollBox label={t('workspace.people.title')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('workspace.people.name')}</th>
            <th scope="col">{t('workspace.people.role')}</th>
            <th scope="col">{t('workspace.people.projects')}</th>
            <th scope="col">
              <span className="ln-vh">{t('workspace.action.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <th scope="row">
                {person.name}
                <span className={table.under}>{person.login}</span>
              </th>
              <td>{t(roleKeys[person.role])}</td>
              <td className={table.quiet}>{projectNames(person)}</td>
              <td className={table.number}>
                {person.disabled ? (
                  <StatusChip icon={IconBan} tone="draft">
                    {t('workspace.people.closed')}
                  </StatusChip>
                ) : (
                  person.id !== self.id && (
                    <Button size="xs" variant="subtle" onClick={() => onClose(person)}>
                      {t('workspace.people.close')}
                    </Button>
                  )
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
