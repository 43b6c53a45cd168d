import { parseExpression } from '#core/definitions/expressions/parse.ts';
import { conditionInWords } from '#web/workspace/definitions/condition-words.ts';
import { outlineOf } from '#web/workspace/definitions/outline.ts';
import type { ConditionRows } from '#web/workspace/editor/tools/condition-rows.ts';
import {
  conditionSentence,
  type Speaking,
} from '#web/workspace/editor/tools/condition-sentence.ts';
import { useSettled } from '#web/workspace/editor/use-editor.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './condition.module.css';

interface ConditionReadingProps {
  readonly property: string;
  readonly value: string | undefined;
  readonly rows: ConditionRows | undefined;
  readonly speaking: Speaking;
}

const always: Readonly<Record<string, WorkspaceKey>> = {
  visibleIf: 'tools.condition.always-shown',
  requiredIf: 'tools.condition.never-required',
  enableIf: 'tools.condition.always-open',
};
const when: Readonly<Record<string, WorkspaceKey>> = {
  visibleIf: 'tools.condition.shown-when',
  requiredIf: 'tools.condition.required-when',
  enableIf: 'tools.condition.open-when',
};

/** What the condition does, in one sentence. */
export function ConditionReading({ property, value, rows, speaking }: ConditionReadingProps) {
  const { t } = useLanguage();
  const definition = useSettled();
  const name = property.split('/').at(-1) ?? '';
  if (!value) {
    const key = always[name];
    return key ? <p className={css.reading}>{t(key)}</p> : null;
  }
  if (!rows && !parseExpression(value)) return null;
  const condition = rows
    ? conditionSentence(rows, speaking)
    : conditionInWords(value, outlineOf(definition) ?? [], speaking.languages, t);
  return (
    <p className={css.reading}>{t(when[name] ?? 'tools.condition.valid-when', { condition })}</p>
  );
}
