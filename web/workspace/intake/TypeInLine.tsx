import { type ChangeEvent, type KeyboardEvent, useId, useState } from 'react';
import { readMoment, readTime } from '#core/intake/data-file/read-moment.ts';
import { afterKey, type TypingLine, withCopies } from '#core/intake/typing-lines.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import css from './typing.module.css';

interface TypeInLineProps {
  readonly line: TypingLine;
  readonly language: string | undefined;
  readonly answer: unknown;
  readonly problem: WorkspaceKey | undefined;
  readonly onAnswer: (answer: unknown) => void;
}

/** One answer of a paper form. */
export function TypeInLine({ line, language, answer, problem, onAnswer }: TypeInLineProps) {
  const { t } = useLanguage();
  const id = useId();
  const isChoice = line.kind === 'one' || line.kind === 'many' || line.kind === 'rank';
  return (
    <div className={css.line} data-problem={problem !== undefined || undefined}>
      <div id={id} className={css.label}>
        {line.copies.length > 0 && <span className={css.copy}>{line.copies.join('.')}</span>}
        {String(line.at.at(-1)).endsWith('-Comment') ? (
          t('intake.line-other')
        ) : (
          <SurveyText
            text={line.variable.label}
            {...(language === undefined ? {} : { language })}
            fallback={line.variable.name}
          />
        )}
        {line.kind === 'copies' && <span className={css.copy}>{t('intake.line-copies')}</span>}
      </div>
      {isChoice ? (
        <Choices
          line={line}
          language={language}
          answer={answer}
          labelledBy={id}
          onAnswer={onAnswer}
        />
      ) : (
        <Field line={line} answer={answer} labelledBy={id} onAnswer={onAnswer} />
      )}
      {problem && (
        <p className={css.problem} role="status">
          {t(problem)}
        </p>
      )}
    </div>
  );
}

interface AnswerProps {
  readonly line: TypingLine;
  readonly answer: unknown;
  readonly labelledBy: string;
  readonly onAnswer: (answer: unknown) => void;
}

/** The whole list is one stop of the keyboard: a key chooses, Backspace takes back. */
function Choices({
  line,
  language,
  answer,
  labelledBy,
  onAnswer,
}: AnswerProps & { readonly language: string | undefined }) {
  const held: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Backspace' || event.key === 'Delete') {
      const left = line.kind === 'rank' ? held.slice(0, -1) : [];
      onAnswer(left.length > 0 ? left : undefined);
      return;
    }
    const after = afterKey(line, answer, event.key);
    if (!after) return;
    event.preventDefault();
    onAnswer(after.answer);
  };
  return (
    <div
      role="listbox"
      aria-labelledby={labelledBy}
      aria-multiselectable={line.kind !== 'one'}
      tabIndex={0}
      data-line
      className={css.choices}
      onKeyDown={onKey}
    >
      {(line.variable.categories ?? []).map(({ value, label }, index) => {
        const place = held.indexOf(value);
        const key = line.keys[index] ?? '';
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: the list around it holds the focus
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list around it takes the keys
          <div
            key={String(value)}
            role="option"
            aria-selected={place >= 0}
            className={css.choice}
            onClick={() => onAnswer(afterKey(line, answer, key)?.answer)}
          >
            <kbd>{line.kind === 'rank' && place >= 0 ? `${key} → ${place + 1}` : key}</kbd>
            <SurveyText
              text={label}
              {...(language === undefined ? {} : { language })}
              fallback={String(value)}
            />
          </div>
        );
      })}
    </div>
  );
}

/** Texts, numbers and days: what cannot be read stays in the box, and is said. */
function Field({ line, answer, labelledBy, onAnswer }: AnswerProps) {
  const { t } = useLanguage();
  const [text, setText] = useState(() => textOf(line, answer));
  const read = readText(line, text);
  const isUnread = text.trim() !== '' && read === undefined;
  const shared = {
    value: text,
    'data-line': true,
    'aria-labelledby': labelledBy,
    'aria-invalid': isUnread || undefined,
    autoComplete: 'off',
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      const typed = event.currentTarget.value;
      setText(typed);
      const value = readText(line, typed);
      onAnswer(line.kind === 'copies' ? withCopies(answer, Number(value ?? 0)) : value);
    },
  };
  return (
    <>
      {line.kind === 'lines' ? (
        <textarea {...shared} rows={2} className={css.box} />
      ) : (
        <input
          {...shared}
          className={css.box}
          inputMode={line.kind === 'number' || line.kind === 'copies' ? 'decimal' : undefined}
          placeholder={line.kind === 'day' ? t('intake.line-day-shape') : undefined}
        />
      )}
      {isUnread && (
        <p className={css.problem} role="status">
          {t(unreadWords[line.kind] ?? 'intake.line-no-number')}
        </p>
      )}
    </>
  );
}

const unreadWords: Readonly<Record<string, WorkspaceKey>> = {
  day: 'intake.line-no-day',
  moment: 'intake.line-no-day',
  month: 'intake.line-no-day',
  time: 'intake.line-no-time',
};

function textOf({ kind }: TypingLine, answer: unknown): string {
  if (kind === 'copies') return Array.isArray(answer) ? String(answer.length) : '';
  if (answer === undefined || answer === null) return '';
  const day = kind === 'day' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(String(answer)) : null;
  return day ? `${day[3]}/${day[2]}/${day[1]}` : String(answer);
}

/** Day before month, as paper is written here. */
const dayFirst = { hasPoint: false, hasDecimalComma: false, isDayFirst: true, isMonthFirst: false };

function readText({ kind, most }: TypingLine, typed: string): string | number | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  if (kind === 'number') return readNumber(text);
  if (kind === 'copies') {
    const count = readNumber(text);
    const fits = Number.isInteger(count) && (count ?? -1) >= 0 && (count ?? 0) <= (most ?? 50);
    return fits ? count : undefined;
  }
  if (kind === 'day' || kind === 'moment' || kind === 'month') return readDay(kind, text);
  return kind === 'time' ? readTime(text) : typed;
}

function readNumber(text: string): number | undefined {
  const number = Number(text.replace(',', '.'));
  return /^[+-]?\d/.test(text) && Number.isFinite(number) ? number : undefined;
}

function readDay(kind: 'day' | 'moment' | 'month', text: string): string | undefined {
  if (kind === 'month' && /^\d{4}-\d{2}$/.test(text)) return text;
  // A number alone is no day here, whatever it is in a spreadsheet.
  const moment = /^\d+$/.test(text) ? undefined : readMoment(text, dayFirst);
  if (!moment || moment === 'ambiguous') return undefined;
  if (kind === 'day') return moment.day;
  return kind === 'month' ? moment.day.slice(0, 7) : `${moment.day}T${moment.time ?? '00:00:00'}`;
}
