import { Button, Checkbox } from '@mantine/core';
import { IconAlertCircle, IconCloudCheck, IconCloudUp } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Definition } from '#core/definitions/definition.ts';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import { xlsformFunctions } from '#core/definitions/xlsform/functions.ts';
import type { TypedResult } from '#core/intake/intake-api.ts';
import {
  answerAt,
  applicableLines,
  type TypingLine,
  typingLines,
  withAnswer,
} from '#core/intake/typing-lines.ts';
import { type Refusal, refusalOf } from '#web/workspace/api/request.ts';
import { problemWords } from '#web/workspace/intake/line-words.ts';
import { TypeInLine } from '#web/workspace/intake/TypeInLine.tsx';
import type { OpenEntry } from '#web/workspace/intake/TypeInStart.tsx';
import { finishEntry } from '#web/workspace/intake/typed-queries.ts';
import { useSavedEntry } from '#web/workspace/intake/use-typed-entry.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import css from './typing.module.css';

interface TypeInFormProps {
  readonly survey: string;
  readonly definition: Definition;
  readonly entry: OpenEntry;
  readonly onLeave: () => void;
  readonly onDone: (result: TypedResult) => void;
}

const advanceKey = 'langnghe.type-advance';

/** One form: a line an answer, Enter on, Shift and Enter back; what does not apply is not there. */
export function TypeInForm({ survey, definition, entry, onLeave, onDone }: TypeInFormProps) {
  const { t } = useLanguage();
  const online = useOnline();
  const [answers, setAnswers] = useState<Record<string, unknown>>({ ...entry.answers });
  const [advances, setAdvances] = useState(() => localStorage.getItem(advanceKey) === '1');
  const [passed, setPassed] = useState(-1);
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const list = useRef<HTMLOListElement>(null);
  const end = useRef<HTMLButtonElement>(null);
  const { id } = entry;
  const draft = useMemo(() => {
    const { id: _, ...request } = entry;
    return { ...request, answers };
  }, [entry, answers]);
  const saving = useSavedEntry(survey, id, draft);
  const { lines, problems, kept } = useLines(definition, answers, entry.paper.day);

  const focusLine = (index: number): void => {
    const targets = list.current?.querySelectorAll<HTMLElement>('[data-line]') ?? [];
    const target = targets[Math.max(0, index)];
    if (target) target.focus();
    else end.current?.focus();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form is opened
  useEffect(() => focusLine(0), []);
  const move = (index: number, by: 1 | -1): void => {
    setPassed((before) => Math.max(before, index));
    // At once: whoever types fast has pressed the next key already.
    focusLine(index + by);
  };
  const onKey = (event: KeyboardEvent, index: number): void => {
    const isText = event.target instanceof HTMLTextAreaElement;
    if (event.key === 'Enter' && !(isText && event.ctrlKey)) {
      event.preventDefault();
      move(index, event.shiftKey ? -1 : 1);
    } else if (event.key === 'ArrowUp' && !isText) {
      event.preventDefault();
      move(index, -1);
    } else if (event.key === 'ArrowDown' && !isText) {
      event.preventDefault();
      move(index, 1);
    }
    // Single letters mean answers here, not places of the workspace.
    event.stopPropagation();
  };
  const finish = async (): Promise<void> => {
    setPassed(lines.length);
    setSending(true);
    setRefusal(undefined);
    try {
      if (await saving.flush({ ...draft, answers: kept })) onDone(await finishEntry(survey, id));
    } catch (error) {
      setRefusal(refusalOf(error));
    } finally {
      setSending(false);
    }
  };
  const open = lines.filter((line) => problems.has(line.path)).length;
  return (
    <section aria-label={t('intake.type-form', { number: entry.number })} className={css.form}>
      <header className={css.bar}>
        <h2>{t('intake.type-form', { number: entry.number })}</h2>
        <SaveWord state={saving.state} />
        <Checkbox
          size="xs"
          label={t('intake.type-advance')}
          checked={advances}
          onChange={(event) => {
            setAdvances(event.currentTarget.checked);
            localStorage.setItem(advanceKey, event.currentTarget.checked ? '1' : '0');
          }}
        />
        <Button size="xs" variant="default" onClick={onLeave}>
          {t('intake.type-leave')}
        </Button>
      </header>
      <p className={css.keys}>{t('intake.type-keys')}</p>
      {saving.isTypedBefore && (
        <Note icon={IconAlertCircle} tone="attention" role="status">
          {t('intake.type-before', { number: entry.number })}
        </Note>
      )}
      {saving.refusal && <ProblemNote refusal={saving.refusal} />}
      <ol ref={list} className={css.lines}>
        {lines.map((line, index) => (
          <li key={line.at.join('/')}>
            {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the answer within, on their way up */}
            <div onKeyDown={(event) => onKey(event, index)}>
              <TypeInLine
                line={line}
                language={entry.paper.language}
                answer={answerAt(answers, line.at)}
                problem={index <= passed ? problemWords(problems.get(line.path)) : undefined}
                onAnswer={(answer) => {
                  // What the answer opens or closes is drawn before the next line is looked for.
                  flushSync(() => setAnswers((before) => withAnswer(before, line.at, answer)));
                  if (advances && line.kind === 'one') move(index, 1);
                }}
              />
            </div>
          </li>
        ))}
      </ol>
      {refusal && <ProblemNote refusal={refusal} />}
      <div className={css.end}>
        <Button ref={end} onClick={() => void finish()} loading={isSending} disabled={!online}>
          {t(entry.isDouble ? 'intake.type-finish-double' : 'intake.type-finish')}
        </Button>
        {passed >= lines.length - 1 && open > 0 && (
          <span role="status">{t('intake.type-open', { count: open })}</span>
        )}
      </div>
    </section>
  );
}

function SaveWord({ state }: { readonly state: 'saved' | 'saving' | 'waiting' }) {
  const { t } = useLanguage();
  const IconPart = state === 'saved' ? IconCloudCheck : IconCloudUp;
  const words = {
    saved: 'intake.saved',
    saving: 'intake.saving',
    waiting: 'intake.save-waiting',
  } as const;
  return (
    <span className={css.save} role="status">
      <IconPart size={16} stroke={1.75} aria-hidden /> {t(words[state])}
    </span>
  );
}

/** The lines that apply by the answers so far, what is wrong with which, and the answers without those that do not apply. */
function useLines(
  definition: Definition,
  answers: Record<string, unknown>,
  day: string | undefined,
) {
  const logic = useMemo(() => {
    const compiled = compileLogic(definition, { functions: xlsformFunctions, lenient: true });
    if (!compiled.ok) throw new Error('a published version does not compile');
    return compiled.value;
  }, [definition]);
  return useMemo(() => {
    const now = day ? new Date(`${day}T12:00:00`) : new Date();
    const outcome = logic.check(answers, { now, offsetMinutes: -now.getTimezoneOffset() });
    const lines: readonly TypingLine[] = applicableLines(
      typingLines(definition, answers),
      answers,
      outcome,
    );
    const problems = new Map(outcome.errors.map(({ path, kind }) => [path, kind]));
    const applies = new Set(lines.map(({ at }) => at.join('/')));
    const kept = typingLines(definition, answers)
      .filter(({ at }) => !applies.has(at.join('/')))
      .reduce<Record<string, unknown>>((left, { at }) => withAnswer(left, at, undefined), answers);
    return { lines, problems, kept };
  }, [logic, definition, answers, day]);
}
