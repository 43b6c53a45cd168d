import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Refusal } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import css from './parts.module.css';

interface ConfirmDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly action: string;
  readonly destructive?: boolean;
  readonly pending: boolean;
  readonly refusal?: Refusal | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Says what will happen before it does. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useLanguage();
  const online = useOnline();
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      <Stack gap="md">
        <div className={css.reading}>{props.children}</div>
        {props.refusal && <ProblemNote refusal={props.refusal} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={props.onClose}>
            {t('workspace.action.cancel')}
          </Button>
          <Button
            variant={props.destructive ? 'default' : 'filled'}
            {...(props.destructive && { className: css.destructive ?? '' })}
            loading={props.pending}
            disabled={!online}
            onClick={props.onConfirm}
          >
            {props.action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
