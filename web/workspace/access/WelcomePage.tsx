import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { GateFrame } from '#web/workspace/access/GateFrame.tsx';
import { WelcomeForm } from '#web/workspace/access/WelcomeForm.tsx';
import { useOneTime, useOneTimeQuery } from '#web/workspace/api/access-queries.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';

const titles = {
  setup: 'workspace.welcome.setup-title',
  invitation: 'workspace.welcome.invitation-title',
  reset: 'workspace.welcome.reset-title',
} as const satisfies Record<string, WorkspaceKey>;

const leads = {
  setup: 'workspace.welcome.setup-lead',
  invitation: 'workspace.welcome.invitation-lead',
  reset: 'workspace.welcome.reset-lead',
} as const satisfies Record<string, WorkspaceKey>;

/** The first visit: by a one-time address whose secret stands after the #, read once and then gone from the bar. */
export function WelcomePage() {
  const { t } = useLanguage();
  const [token] = useState(takeToken);
  const [, navigate] = useLocation();
  const query = useOneTimeQuery(token);
  const oneTime = useOneTime();

  if (!token || (query.error && refusalOf(query.error).status === 410)) return <UsedUp />;
  const purpose = query.data?.purpose ?? 'invitation';
  return (
    <GateFrame
      title={t(titles[purpose])}
      lead={t(leads[purpose], { name: query.data?.name ?? '' })}
    >
      <QueryView query={query} lines={4}>
        {(offer) => (
          <WelcomeForm
            name={offer.name ?? ''}
            pending={oneTime.isPending}
            refusal={oneTime.error ? refusalOf(oneTime.error) : undefined}
            onSubmit={(values) =>
              oneTime.mutate({ token, ...values }, { onSuccess: () => navigate('/') })
            }
          />
        )}
      </QueryView>
    </GateFrame>
  );
}

function UsedUp() {
  const { t } = useLanguage();
  return (
    <GateFrame title={t('workspace.welcome.over-title')}>
      <div style={{ marginTop: 16 }}>
        <Note>
          <p>{t('workspace.welcome.over')}</p>
          <p style={{ marginTop: 6 }}>
            <Link href="/sign-in">{t('workspace.access.sign-in')}</Link>
          </p>
        </Note>
      </div>
    </GateFrame>
  );
}

function takeToken(): string {
  return window.location.hash.slice(1);
}
