import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { SignInForm } from '#web/workspace/access/SignInForm.tsx';
import { useSessionOver } from '#web/workspace/access/session-over.ts';
import { useSession } from '#web/workspace/access/use-session.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';

const stay = (): void => undefined;

/** Lies over a page whose session has ended: what was being written is still under it. */
export function SignInAgain() {
  const { t } = useLanguage();
  const { person } = useSession();
  const client = useQueryClient();
  if (!useSessionOver()) return null;
  return (
    <Modal
      opened
      onClose={stay}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      // Whoever comes by must not read on under it.
      overlayProps={{ blur: 14, backgroundOpacity: 0.9 }}
      title={t('workspace.access.again')}
    >
      <p>{t('workspace.access.again-text', { name: person.name })}</p>
      <SignInForm
        onSignedIn={(session) => {
          // Somebody else must not find the pages of the one before.
          if (session.person.id !== person.id) window.location.assign('/app/');
          else void client.invalidateQueries();
        }}
      />
    </Modal>
  );
}
