import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { SessionReply } from '#core/access/access-api.ts';
import { useWait } from '#web/workspace/access/use-wait.ts';
import { useSignIn } from '#web/workspace/api/access-queries.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import css from './access.module.css';

interface SignInFormProps {
  readonly onSignedIn?: (session: SessionReply) => void;
}

/** Name and password; too many tries wait, with the seconds counted down. */
export function SignInForm({ onSignedIn }: SignInFormProps) {
  const { t } = useLanguage();
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
  return (
    <form
      className={css.form}
      style={{ marginTop: 22 }}
      onSubmit={form.onSubmit((values) =>
        signIn.mutate(values, { onSuccess: (session) => onSignedIn?.(session) }),
      )}
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
  );
}
