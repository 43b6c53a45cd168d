/** A condition as one sentence, as a person would say it. */
import type { ChoiceValue } from '#core/definitions/definition.ts';
import { areEqual } from '#core/definitions/expressions/values.ts';
import { chooseText } from '#core/kernel/localized-text.ts';
import {
  type ConditionEntry,
  type ConditionOperator,
  type ConditionRow,
  type ConditionRows,
  isGroup,
} from '#web/workspace/editor/tools/condition-row.ts';
import type { Subject } from '#web/workspace/editor/tools/subjects-of-item.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import type { WorkspaceMessages } from '#web/workspace/language/workspace-messages.ts';

export interface Speaking {
  readonly subjects: readonly Subject[];
  /** Languages of the survey, the one that is read first. */
  readonly languages: readonly string[];
  readonly t: WorkspaceMessages;
}

const sentences: Readonly<Record<ConditionOperator, WorkspaceKey>> = {
  equal: 'tools.condition.says-equal',
  notequal: 'tools.condition.says-notequal',
  less: 'tools.condition.says-less',
  lessorequal: 'tools.condition.says-lessorequal',
  greater: 'tools.condition.says-greater',
  greaterorequal: 'tools.condition.says-greaterorequal',
  between: 'tools.condition.says-between',
  contains: 'tools.condition.says-contains',
  notcontains: 'tools.condition.says-notcontains',
  anyof: 'tools.condition.says-anyof',
  allof: 'tools.condition.says-allof',
  noneof: 'tools.condition.says-noneof',
  answered: 'tools.condition.says-answered',
  unanswered: 'tools.condition.says-unanswered',
};

export function conditionSentence(condition: ConditionRows, speaking: Speaking): string {
  const { t } = speaking;
  const join = (parts: readonly string[], how: 'all' | 'any'): string =>
    parts.join(t(how === 'all' ? 'tools.condition.and' : 'tools.condition.or'));
  const inner = condition.join === 'all' ? 'any' : 'all';
  const say = (entry: ConditionEntry): string =>
    isGroup(entry)
      ? `(${join(
          entry.rows.map((row) => rowSentence(row, speaking)),
          inner,
        )})`
      : rowSentence(entry, speaking);
  return join(condition.entries.map(say), condition.join);
}

function rowSentence(row: ConditionRow, speaking: Speaking): string {
  const subject = findSubject(row.item, speaking.subjects);
  const values = row.values.map((value) => valueWords(value, subject, speaking.languages));
  return speaking.t(sentences[row.operator], {
    item: subject ? subjectWords(subject, speaking) : row.item,
    value: values[0] ?? '',
    last: values[1] ?? '',
    values: values.join(', '),
  });
}

/** Names are compared without regard to case, as expressions do. */
export const findSubject = (reference: string, subjects: readonly Subject[]): Subject | undefined =>
  subjects.find((one) => one.reference.toLowerCase() === reference.toLowerCase());

/** The title in the first language that has it; the name where there is none. */
export function subjectWords(subject: Subject, { languages, t }: Speaking): string {
  const title = chooseText(subject.label, languages)?.text ?? subject.reference;
  if (subject.aspect === 'count') return t('tools.condition.count-of', { item: title });
  return subject.aspect === 'comment' ? t('tools.condition.comment-of', { item: title }) : title;
}

/** The text of the answer that has this code; the code itself where none has. */
export function valueWords(
  value: ChoiceValue,
  subject: Subject | undefined,
  languages: readonly string[],
): string {
  const offer = subject?.offers.find((one) => areEqual(one.value, value, true));
  const words = offer && chooseText(offer.label, languages)?.text;
  return words ? `“${words}”` : String(value);
}
