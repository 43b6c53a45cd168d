import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type PasswordWeakness, passwordWeakness } from '#core/access/password.ts';
import type { Refusal } from '#web/workspace/api/request.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import css from './access.module.css';

interface Account {
  readonly name: string;
  readonly login: string;
  readonly password: string;
}

interface WelcomeFormProps {
  readonly name: string;
  readonly pending: boolean;
  readonly refusal: Refusal | undefined;
  readonly onSubmit: (account: Account) => void;
}

const weaknessKeys: Readonly<Record<PasswordWeakness, WorkspaceKey>> = {
  'too-short': 'workspace.access.password-short',
  'too-common': 'workspace.access.password-common',
};

/** Name, sign-in name, password: seen or hidden, typed or pasted, once. */
export function WelcomeForm({ name, pending, refusal, onSubmit }: WelcomeFormProps) {
  const { t } = useLanguage();
  const form = useForm<Account>({
    initialValues: { name, login: '', password: '' },
    validate: {
      name: (value) => (value.trim() ? null : t('workspace.access.name-missing')),
      login: (value) => (value.trim() ? null : t('workspace.access.login-missing')),
      password: (value, { login }) => {
        const weakness = passwordWeakness(value, login);
        return weakness ? t(weaknessKeys[weakness]) : null;
      },
    },
  });
  return (
    <form className={css.form} onSubmit={form.onSubmit(onSubmit)}>
      <TextInput
        label={t('workspace.access.name')}
        description={t('workspace.access.name-hint')}
        autoComplete="name"
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('workspace.access.login')}
        description={t('workspace.access.login-hint')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        {...form.getInputProps('login')}
      />
      <PasswordInput
        label={t('workspace.access.password')}
        description={t('workspace.access.password-rule')}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('workspace.access.show-password') }}
        {...form.getInputProps('password')}
      />
      {refusal && <ProblemNote refusal={refusal} />}
      <Button type="submit" size="md" loading={pending}>
        {t('workspace.welcome.submit')}
      </Button>
    </form>
  );
}
