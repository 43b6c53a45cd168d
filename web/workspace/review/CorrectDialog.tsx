import { useState } from 'react';
import { correctSchema, type Reason, type ResponseDetail } from '#core/intake/review-api.ts';
import { answerAt, type TypingLine } from '#core/intake/typing-lines.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { TypeInLine } from '#web/workspace/intake/TypeInLine.tsx';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ReasonDialog } from '#web/workspace/review/ReasonDialog.tsx';
import { useJudge } from '#web/workspace/review/review-queries.ts';

interface CorrectDialogProps {
  readonly survey: string;
  readonly detail: ResponseDetail;
  readonly line: TypingLine;
  readonly onClose: () => void;
}

/** Another answer in the place of one, by the kind of the item. What stands there now is kept. */
export function CorrectDialog({ survey, detail, line, onClose }: CorrectDialogProps) {
  const { t, language } = useLanguage();
  const judge = useJudge(survey, detail.id);
  const held = answerAt(detail.answers, line.at);
  const [answer, setAnswer] = useState<unknown>(held);
  const refusal = judge.error ? refusalOf(judge.error) : undefined;
  const isUnfit = refusal?.code === 'answers-unfit';
  const correct = (reason: Reason): void => {
    const correction = correctSchema.safeParse({
      at: line.at,
      ...(answer !== undefined && { answer }),
      ...reason,
    });
    if (!correction.success) return;
    judge.mutate({ action: 'correct', correction: correction.data }, { onSuccess: onClose });
  };
  return (
    <ReasonDialog
      action="correct"
      size="lg"
      title={t('review.correct-one', { code: detail.code })}
      lead={t('review.correct-lead')}
      confirm={t('review.correct')}
      pending={judge.isPending}
      refusal={isUnfit ? undefined : refusal}
      ready={JSON.stringify(answer) !== JSON.stringify(held)}
      onConfirm={correct}
      onClose={onClose}
    >
      <TypeInLine
        line={line}
        language={language}
        answer={answer}
        problem={isUnfit ? 'review.unfit' : undefined}
        onAnswer={setAnswer}
      />
    </ReasonDialog>
  );
}
