import { createContext, useContext, useEffect, useState } from 'react';
import { type ItemValue, type Question, RendererFactory } from 'survey-core';
import { ReactQuestionFactory } from 'survey-react-ui';
import type { ChoiceValue } from '#core/definitions/definition.ts';
import { Face } from './Face.tsx';
import { goodness, type Scale, scaleRenderer } from './kiosk-definition.ts';

const ScalesContext = createContext<ReadonlyMap<string, Scale>>(new Map());
export const ScalesProvider = ScalesContext.Provider;

/** Longer scales are a grid of numbers. */
const mostRows = 7;

/** Steps from bad to good, one below the other: face, word and number each say the same. */
function ScaleQuestion({ question }: { readonly question: Question }) {
  const scale = useContext(ScalesContext).get(question.name);
  const chosen = useAnswer(question);
  const choices = choicesOf(question);
  if (!scale) return null;
  const isGrid = scale.steps.length > mostRows;
  return (
    <div role="radiogroup" aria-labelledby={question.ariaTitleId}>
      {isGrid && <Ends question={question} />}
      <div className={isGrid ? 'steps steps-grid' : 'steps'}>
        {choices.map(({ value, text }) => (
          <Step
            key={String(value)}
            name={question.id}
            value={value}
            text={text}
            number={scale.steps.includes(value) && typeof value === 'number' ? value : undefined}
            goodness={scale.hasFaces ? goodness(scale, value) : undefined}
            isChosen={chosen === value}
            onChoose={() => {
              question.value = value;
            }}
          />
        ))}
      </div>
    </div>
  );
}

interface StepProps {
  readonly name: string;
  readonly value: ChoiceValue;
  readonly text: string;
  readonly number: number | undefined;
  readonly goodness: number | undefined;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Step(props: StepProps) {
  const { text, number, goodness: good, isChosen } = props;
  return (
    <label className={isChosen ? 'step step-chosen' : 'step'}>
      <input
        type="radio"
        name={props.name}
        value={String(props.value)}
        checked={isChosen}
        autoComplete="off"
        onChange={props.onChoose}
      />
      {good !== undefined && <Face goodness={good} />}
      {text !== String(number) && <span className="step-word">{text}</span>}
      {number !== undefined && <span className="step-number">{number}</span>}
    </label>
  );
}

/** What the two ends of a long scale mean. */
function Ends({ question }: { readonly question: Question }) {
  const text = (name: string): string => String(Reflect.get(question, name) ?? '');
  return (
    <p className="step-ends">
      <span>{text('minRateDescription')}</span>
      <span>{text('maxRateDescription')}</span>
    </p>
  );
}

/** Draws again when the answer changes, by this or by any other hand. */
function useAnswer(question: Question): unknown {
  const [, redraw] = useState(0);
  useEffect(() => {
    const changed = (): void => redraw((count) => count + 1);
    question.onPropertyChanged.add(changed);
    return () => question.onPropertyChanged.remove(changed);
  }, [question]);
  return question.value;
}

function choicesOf(question: Question): readonly { value: ChoiceValue; text: string }[] {
  const lists = ['visibleChoices', 'visibleRateValues'].map((name) => Reflect.get(question, name));
  // as: survey-core keeps the answers of both kinds of items in this shape
  const items = lists.find(Array.isArray) as readonly ItemValue[] | undefined;
  return (items ?? []).map((item) => ({ value: item.value, text: item.text }));
}

const component = 'ln-scale';
for (const type of ['rating', 'radiogroup'])
  RendererFactory.Instance.registerRenderer(type, scaleRenderer, component);
ReactQuestionFactory.Instance.registerQuestion(component, (props: unknown) => (
  // as: SurveyJS hands every renderer its question
  <ScaleQuestion {...(props as { readonly question: Question })} />
));
