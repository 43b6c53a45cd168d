import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import type { Definition } from '#core/definitions/definition.ts';
import type { TypedDifference, TypedResult } from '#core/intake/intake-api.ts';
import { type TypingLine, typingLines } from '#core/intake/typing-lines.ts';
import { type Refusal, refusalOf } from '#web/workspace/api/request.ts';
import { decided } from '#web/workspace/intake/decide.ts';
import { settleEntries } from '#web/workspace/intake/typed-queries.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import css from './typing.module.css';

type Side = NonNullable<TypedResult['first']>;

interface CompareEntriesProps {
  readonly survey: string;
  readonly definition: Definition;
  readonly first: Side;
  readonly second: Side;
  readonly differences: readonly TypedDifference[];
  readonly onDone: (result: TypedResult) => void;
  readonly onLeave: () => void;
}

/** Where two entries of a form differ, side by side: somebody looks at the paper and decides each. */
export function CompareEntries(props: CompareEntriesProps) {
  const { survey, definition, first, second, differences, onDone, onLeave } = props;
  const { t } = useLanguage();
  const [chosen, setChosen] = useState<Readonly<Record<string, 'first' | 'second'>>>({});
  const [refusal, setRefusal] = useState<Refusal>();
  const [isSending, setSending] = useState(false);
  const isDecided = differences.every(({ pointer }) => chosen[pointer] !== undefined);
  const lines = [
    ...typingLines(definition, first.answers),
    ...typingLines(definition, second.answers),
  ];
  const settle = async (): Promise<void> => {
    setSending(true);
    try {
      const { paper, answers } = decided(first, differences, chosen);
      onDone(await settleEntries(survey, { first: first.id, second: second.id, paper, answers }));
    } catch (error) {
      setRefusal(refusalOf(error));
      setSending(false);
    }
  };
  return (
    <section aria-label={t('intake.compare-title', { number: first.number })} className={css.form}>
      <h2>{t('intake.compare-title', { number: first.number })}</h2>
      <p className={css.keys}>{t('intake.compare-lead', { count: differences.length })}</p>
      <ol className={css.lines}>
        {differences.map((difference, index) => {
          const { pointer } = difference;
          const line = lines.find(({ at }) => `/answers/${at.join('/')}` === pointer);
          return (
            <li key={pointer}>
              <Radio.Group
                label={<FieldName line={line} pointer={pointer} />}
                value={chosen[pointer] ?? null}
                onChange={(value) =>
                  setChosen({ ...chosen, [pointer]: value === 'second' ? 'second' : 'first' })
                }
              >
                <div className={css.sides}>
                  {(['first', 'second'] as const).map((side) => (
                    <Radio
                      key={side}
                      value={side}
                      autoFocus={index === 0 && side === 'first'}
                      label={<Answer line={line} value={difference[side]} />}
                      description={side === 'first' ? first.by : second.by}
                    />
                  ))}
                </div>
              </Radio.Group>
            </li>
          );
        })}
      </ol>
      {refusal && <ProblemNote refusal={refusal} />}
      <div className={css.end}>
        <Button disabled={!isDecided} loading={isSending} onClick={() => void settle()}>
          {t('intake.compare-store')}
        </Button>
        <Button variant="default" onClick={onLeave}>
          {t('intake.compare-later')}
        </Button>
      </div>
    </section>
  );
}

function FieldName({
  line,
  pointer,
}: {
  readonly line: TypingLine | undefined;
  readonly pointer: string;
}) {
  const { t } = useLanguage();
  if (line) return <SurveyText text={line.variable.label} fallback={line.variable.name} />;
  if (pointer === '/paper/day') return t('intake.type-day');
  if (pointer === '/paper/collector') return t('intake.type-collector');
  if (pointer === '/paper/site') return t('workspace.link.site');
  if (pointer === '/paper/language') return t('intake.type-language');
  return pointer.split('/').at(-1) ?? '';
}

function Answer({
  line,
  value,
}: {
  readonly line: TypingLine | undefined;
  readonly value: unknown;
}) {
  const { t } = useLanguage();
  if (value === undefined || value === null) return <em>{t('intake.compare-empty')}</em>;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((one, index) => {
    const label = line?.variable.categories?.find((category) => category.value === one)?.label;
    const text = typeof one === 'object' ? JSON.stringify(one) : String(one);
    return (
      <span key={text}>
        {index > 0 && ', '}
        <SurveyText text={label} fallback={text} />
      </span>
    );
  });
}
