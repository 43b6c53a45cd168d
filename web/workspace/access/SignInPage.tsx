import { Redirect, useSearchParams } from 'wouter';
import { GateFrame } from '#web/workspace/access/GateFrame.tsx';
import { SignInForm } from '#web/workspace/access/SignInForm.tsx';
import { useSessionQuery } from '#web/workspace/api/access-queries.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './access.module.css';

/** Sign-in by name and password. */
export function SignInPage() {
  const { t } = useLanguage();
  const [search] = useSearchParams();
  const session = useSessionQuery();
  if (session.data) return <Redirect to={localAddress(search.get('next'))} replace />;
  return (
    <GateFrame title={t('workspace.access.sign-in')}>
      <SignInForm />
      <p className={css.foot}>{t('workspace.access.forgotten')}</p>
    </GateFrame>
  );
}

/** Only an address of our own pages; anything else goes to the start. */
const localAddress = (next: string | null): string =>
  next?.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : '/';
