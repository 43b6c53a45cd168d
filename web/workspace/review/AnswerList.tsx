import { ActionIcon } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { Definition } from '#core/definitions/definition.ts';
import type { ResponseDetail } from '#core/intake/review-api.ts';
import { answerAt, type TypingLine, typingLines } from '#core/intake/typing-lines.ts';
import { pointerTo } from '#core/kernel/plain-data.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import { useSurveyText } from '#web/workspace/parts/use-survey-text.ts';
import { AnswerText } from '#web/workspace/review/AnswerText.tsx';
import { CorrectDialog } from '#web/workspace/review/CorrectDialog.tsx';
import { flagReasons, isFlagCode } from '#web/workspace/review/review-words.ts';
import css from './review.module.css';

interface AnswerListProps {
  readonly survey: string;
  readonly definition: Definition;
  readonly detail: ResponseDetail;
  readonly mayCorrect: boolean;
}

/** Every answer with its question, and at the item what is to be looked at there. */
export function AnswerList({ survey, definition, detail, mayCorrect }: AnswerListProps) {
  const { t } = useLanguage();
  const [showAll, setShowAll] = useState(false);
  const [correcting, setCorrecting] = useState<TypingLine>();
  const lines = typingLines(definition, detail.answers);
  const told = lines.filter(
    (line) => showAll || isAnswered(line, detail) || flagsAt(line, detail).length > 0,
  );
  return (
    <>
      <dl className={css.answers}>
        {told.map((line) => (
          <Answer
            key={line.at.join('/')}
            line={line}
            detail={detail}
            onCorrect={mayCorrect && isOpen(line, detail) ? setCorrecting : undefined}
          />
        ))}
      </dl>
      {told.length < lines.length || showAll ? (
        <button type="button" className={css.more} onClick={() => setShowAll(!showAll)}>
          {t(showAll ? 'review.show-answered' : 'review.show-unanswered', {
            count: lines.length - told.length,
          })}
        </button>
      ) : null}
      {correcting && (
        <CorrectDialog
          survey={survey}
          detail={detail}
          line={correcting}
          onClose={() => setCorrecting(undefined)}
        />
      )}
    </>
  );
}

const isAnswered = ({ at }: TypingLine, { answers }: ResponseDetail): boolean =>
  answerAt(answers, at) !== undefined;

/** What one does not see one does not change; codes of people are kept apart. */
const isOpen = ({ kind, variable }: TypingLine, { withIdentifiers }: ResponseDetail): boolean =>
  kind !== 'copies' &&
  variable.role !== 'client-code' &&
  (withIdentifiers || variable.class !== 'identifier');

function flagsAt(line: TypingLine, { flags }: ResponseDetail) {
  const own = pointerTo(line.at);
  return flags.filter(
    ({ pointer }) => pointer !== undefined && (pointer === own || own.startsWith(`${pointer}/`)),
  );
}

interface AnswerProps {
  readonly line: TypingLine;
  readonly detail: ResponseDetail;
  readonly onCorrect: ((line: TypingLine) => void) | undefined;
}

function Answer({ line, detail, onCorrect }: AnswerProps) {
  const { t } = useLanguage();
  const textOf = useSurveyText();
  const flags = flagsAt(line, detail);
  const codes = [...new Set(flags.map(({ code }) => code))].filter(isFlagCode);
  const isHidden = line.variable.class === 'identifier' && !detail.withIdentifiers;
  const isComment = String(line.at.at(-1)).endsWith('-Comment');
  return (
    <div data-flagged={codes.length > 0 || undefined} id={`answer-${line.at.join('-')}`}>
      <dt>
        {line.copies.length > 0 && <span className={css.copy}>{line.copies.join('.')}</span>}
        {isComment ? (
          t('review.in-words')
        ) : (
          <SurveyText text={line.variable.label} fallback={line.variable.name} />
        )}
      </dt>
      <dd>
        {isHidden ? (
          <span data-quiet>{t('review.hidden')}</span>
        ) : (
          <AnswerText line={line} value={answerAt(detail.answers, line.at)} />
        )}
        {onCorrect && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            className={css.pencil ?? ''}
            aria-label={t('review.correct-item', {
              item: textOf(line.variable.label, line.variable.name),
            })}
            onClick={() => onCorrect(line)}
          >
            <IconPencil size={16} stroke={1.75} aria-hidden />
          </ActionIcon>
        )}
      </dd>
      {codes.map((code) => (
        <dd key={code} className={css.why}>
          {t(flagReasons[code])}
        </dd>
      ))}
    </div>
  );
}
