import type { Definition } from '#core/definitions/definition.ts';
import { answerAt, type TypingLine, typingLines } from '#core/intake/typing-lines.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ScrollBox } from '#web/workspace/parts/ScrollBox.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import { AnswerText } from '#web/workspace/review/AnswerText.tsx';
import table from '#web/workspace/styles/table.module.css';
import css from './review.module.css';

interface Side {
  readonly name: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

interface SideBySideProps {
  readonly definition: Definition;
  readonly first: Side;
  readonly second: Side;
  readonly onlyDifferent: boolean;
}

/** The answers of two responses, question by question; what differs is marked. */
export function SideBySide({ definition, first, second, onlyDifferent }: SideBySideProps) {
  const { t } = useLanguage();
  const lines = linesOf(definition, first, second);
  const shown = onlyDifferent ? lines.filter(({ differs }) => differs) : lines;
  if (shown.length === 0) return <p className={css.quiet}>{t('review.nothing-differs')}</p>;
  return (
    <ScrollBox label={t('review.answers')}>
      <table className={`${table.table} ${css.sides}`}>
        <thead>
          <tr>
            <th scope="col">{t('review.column.question')}</th>
            <th scope="col">{first.name}</th>
            <th scope="col">{second.name}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ line, differs }) => (
            <tr key={line.at.join('/')} data-differs={differs || undefined}>
              <th scope="row">
                <SurveyText text={line.variable.label} fallback={line.variable.name} />
              </th>
              <td>
                <AnswerText line={line} value={answerAt(first.answers, line.at)} />
              </td>
              <td>
                <AnswerText line={line} value={answerAt(second.answers, line.at)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** Every line that either has an answer to, in the order of the form. */
function linesOf(
  definition: Definition,
  first: Side,
  second: Side,
): readonly { readonly line: TypingLine; readonly differs: boolean }[] {
  const lines = new Map<string, TypingLine>();
  for (const side of [first, second]) {
    for (const line of typingLines(definition, side.answers)) lines.set(line.at.join('/'), line);
  }
  return [...lines.values()].flatMap((line) => {
    const one = textOf(line, answerAt(first.answers, line.at));
    const other = textOf(line, answerAt(second.answers, line.at));
    return one === '' && other === '' ? [] : [{ line, differs: one !== other }];
  });
}

/** In which order answers were ticked means nothing, unless the item asks for an order. */
function textOf({ kind }: TypingLine, answer: unknown): string {
  if (answer === undefined || answer === null) return '';
  if (kind === 'copies' && Array.isArray(answer)) return String(answer.length);
  if (!Array.isArray(answer)) return JSON.stringify(answer);
  const codes = answer.map((one) => JSON.stringify(one));
  return (kind === 'rank' ? codes : codes.sort()).join();
}
