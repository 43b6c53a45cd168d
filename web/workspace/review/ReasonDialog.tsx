import { Button, Group, Modal, Radio, Stack, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type Reason, type ReasonedAction, reviewReasons } from '#core/intake/review-api.ts';
import type { Refusal } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import { reasonKey } from '#web/workspace/review/review-words.ts';
import css from './review.module.css';

interface ReasonDialogProps {
  readonly action: ReasonedAction;
  readonly title: string;
  /** What will happen. */
  readonly lead: string;
  readonly confirm: string;
  readonly pending: boolean;
  readonly refusal?: Refusal | undefined;
  /** Whether what is above the reasons is complete. */
  readonly ready?: boolean;
  readonly size?: string;
  readonly children?: ReactNode;
  readonly onConfirm: (reason: Reason) => void;
  readonly onClose: () => void;
}

/** Says what will happen and asks why: one of the usual reasons, or words of one's own. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { t } = useLanguage();
  const online = useOnline();
  const [reason, setReason] = useState('');
  const [words, setWords] = useState('');
  const own = words.trim();
  const isComplete = reason !== '' && (reason !== 'other' || own !== '');
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      size={props.size ?? 'md'}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      <Stack gap="md">
        <p className={css.reading}>{props.lead}</p>
        {props.children}
        <Radio.Group label={t('review.reason')} value={reason} onChange={setReason}>
          <div className={css.reasons}>
            {reviewReasons[props.action].map((code) => (
              <Radio key={code} value={code} label={t(reasonKey(code))} />
            ))}
          </div>
        </Radio.Group>
        <Textarea
          label={t('review.own-words')}
          description={t('review.own-words-note')}
          required={reason === 'other'}
          maxLength={500}
          rows={2}
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
        {props.refusal && <ProblemNote refusal={props.refusal} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={props.onClose}>
            {t('workspace.action.cancel')}
          </Button>
          <Button
            loading={props.pending}
            disabled={!online || !isComplete || props.ready === false}
            onClick={() => props.onConfirm({ reason, ...(own !== '' && { words: own }) })}
          >
            {props.confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
