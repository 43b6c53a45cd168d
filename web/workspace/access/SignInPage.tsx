import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Redirect, useSearchParams } from 'wouter';
import { GateFrame } from '#web/workspace/access/GateFrame.tsx';
import { useWait } from '#web/workspace/access/use-wait.ts';
import { useSessionQuery, useSignIn } from '#web/workspace/api/access-queries.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import css from './access.module.css';

/** Sign-in by name and password; too many tries wait, with the seconds counted down. */
export function SignInPage() {
  const { t } = useLanguage();
  const [search] = useSearchParams();
  const session = useSessionQuery();
  const signIn = useSignIn();
  const refusal = signIn.error ? refusalOf(signIn.error) : undefined;
  const wait = useWait(refusal?.code === 'too-many-requests' ? refusal : undefined);
  const form = useForm({
    initialValues: { login: '', password: '' },
    validate: {
      login: (value) => (value.trim() ? null : t('workspace.access.login-missing')),
      password: (value) => (value ? null : t('workspace.access.password-missing')),
    },
  });

  if (session.data) return <Redirect to={localAddress(search.get('next'))} replace />;
  return (
    <GateFrame title={t('workspace.access.sign-in')}>
      <form
        className={css.form}
        style={{ marginTop: 22 }}
        onSubmit={form.onSubmit((values) => signIn.mutate(values))}
      >
        <TextInput
          label={t('workspace.access.login')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          {...form.getInputProps('login')}
        />
        <PasswordInput
          label={t('workspace.access.password')}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('workspace.access.show-password') }}
          {...form.getInputProps('password')}
        />
        {wait > 0 && (
          <Note tone="attention" role="status">
            {t('workspace.access.wait', { seconds: wait })}
          </Note>
        )}
        {refusal && refusal.code !== 'too-many-requests' && <ProblemNote refusal={refusal} />}
        <Button type="submit" size="md" loading={signIn.isPending} disabled={wait > 0}>
          {t('workspace.access.sign-in')}
        </Button>
      </form>
      <p className={css.foot}>{t('workspace.access.forgotten')}</p>
    </GateFrame>
  );
}

/** Only an address of our own pages; anything else goes to the start. */
const localAddress = (next: string | null): string =>
  next?.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : '/';
