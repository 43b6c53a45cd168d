import { Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { CopyText } from '#web/workspace/parts/CopyText.tsx';

interface NudgeDialogProps {
  readonly title: string;
  readonly message: string;
  /** The link's own place, for what a message does not mend. */
  readonly to: string;
  readonly onClose: () => void;
}

/** A message to a collector, to be changed, copied and sent by hand: nothing is sent from here. */
export function NudgeDialog({ title, message, to, onClose }: NudgeDialogProps) {
  const { t } = useLanguage();
  const [text, setText] = useState(message);
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      <Stack gap="md">
        <Textarea
          data-autofocus
          autosize
          minRows={4}
          maxRows={10}
          label={t('field.message.label')}
          description={t('field.message.how')}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Group justify="space-between" gap="sm">
          <Link href={to}>{t('field.look.to-links')}</Link>
          <CopyText value={text} label={t('field.message.copy')} variant="filled" />
        </Group>
      </Stack>
    </Modal>
  );
}
