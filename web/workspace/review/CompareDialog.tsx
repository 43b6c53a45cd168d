import { Button, Checkbox, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import type { Definition } from '#core/definitions/definition.ts';
import { excludeSchema, type Reason, type ResponseDetail } from '#core/intake/review-api.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import { ReasonDialog } from '#web/workspace/review/ReasonDialog.tsx';
import { useJudge, useResponseQuery, useTellApart } from '#web/workspace/review/review-queries.ts';
import { SideBySide } from '#web/workspace/review/SideBySide.tsx';
import css from './review.module.css';

interface CompareDialogProps {
  readonly survey: string;
  readonly detail: ResponseDetail;
  readonly definition: Definition;
  readonly other: ResponseDetail['alike'][number];
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
}

/** Two that look alike, side by side: a person says whether they are the same. */
export function CompareDialog(props: CompareDialogProps) {
  const { survey, detail, definition, other, onOpen, onClose } = props;
  const { t } = useLanguage();
  const online = useOnline();
  const query = useResponseQuery(survey, other.id, false);
  const tellApart = useTellApart(survey, detail.id);
  const judge = useJudge(survey, detail.id);
  const [onlyDifferent, setOnlyDifferent] = useState(other.equal < other.compared);
  const [isExcluding, setExcluding] = useState(false);
  const error = tellApart.error ?? judge.error;
  const exclude = (given: Reason): void => {
    const reason = excludeSchema.safeParse(given);
    if (reason.success) {
      judge.mutate({ action: 'exclude', reason: reason.data }, { onSuccess: onClose });
    }
  };
  if (isExcluding) {
    return (
      <ReasonDialog
        action="exclude"
        title={t('review.exclude-one', { code: detail.code })}
        lead={t('review.exclude-lead')}
        confirm={t('review.exclude')}
        pending={judge.isPending}
        refusal={judge.error ? refusalOf(judge.error) : undefined}
        onConfirm={exclude}
        onClose={() => setExcluding(false)}
      />
    );
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('review.compare-title', { code: detail.code, other: other.code })}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      <div className={css.compare}>
        <Checkbox
          label={t('review.only-different')}
          checked={onlyDifferent}
          onChange={({ currentTarget }) => setOnlyDifferent(currentTarget.checked)}
        />
        <QueryView query={query} lines={6}>
          {(second) => (
            <SideBySide
              definition={definition}
              onlyDifferent={onlyDifferent}
              first={{ name: detail.code, answers: detail.answers }}
              second={{ name: second.code, answers: second.answers }}
            />
          )}
        </QueryView>
        {error && <ProblemNote refusal={refusalOf(error)} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="subtle" onClick={() => onOpen(other.id)}>
            {t('review.open-other', { code: other.code })}
          </Button>
          {!other.isToldApart && (
            <Button
              variant="default"
              disabled={!online}
              loading={tellApart.isPending}
              onClick={() => tellApart.mutate(other.id, { onSuccess: onClose })}
            >
              {t('review.tell-apart')}
            </Button>
          )}
          {detail.state !== 'excluded' && (
            <Button variant="default" disabled={!online} onClick={() => setExcluding(true)}>
              {t('review.exclude-this', { code: detail.code })}
            </Button>
          )}
        </Group>
      </div>
    </Modal>
  );
}
