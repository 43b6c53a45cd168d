import { Textarea } from '@mantine/core';
import { useId } from 'react';
import {
  type ExpressionFault,
  expressionFault,
} from '#web/workspace/editor/tools/expression-faults.ts';
import type { Subject } from '#web/workspace/editor/tools/subjects-of-item.ts';
import { useProblemWords } from '#web/workspace/editor/tools/use-problem-words.ts';
import { useProblems } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import type { WorkspaceMessages } from '#web/workspace/language/workspace-messages.ts';
import css from './condition.module.css';

interface ConditionTextProps {
  readonly labelledBy: string;
  /** The property that holds it, for what the publish gate says of it. */
  readonly place: string;
  readonly value: string;
  readonly subjects: readonly Subject[];
  /** Rows cannot show it. */
  readonly isUnreadable: boolean;
  readonly onChange: (text: string) => void;
}

/** The expression itself, checked while it is typed. */
export function ConditionText(props: ConditionTextProps) {
  const { t } = useLanguage();
  const words = useProblemWords();
  const hint = useId();
  const fault = expressionFault(props.value, props.subjects);
  const problem = useProblems().find(({ path }) => path === props.place);
  const error = fault ? faultWords(fault, t) : problem && words(problem).sentence;
  return (
    <>
      <Textarea
        aria-labelledby={props.labelledBy}
        aria-describedby={hint}
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        classNames={{ input: css.expression ?? '' }}
        value={props.value}
        error={error}
        onChange={({ currentTarget }) => props.onChange(currentTarget.value)}
      />
      <p id={hint} className={css.hint}>
        {t(
          props.isUnreadable && !fault ? 'tools.condition.text-only' : 'tools.condition.text-hint',
        )}
      </p>
    </>
  );
}

function faultWords(fault: ExpressionFault, t: WorkspaceMessages): string {
  switch (fault.kind) {
    case 'unreadable':
      return t('tools.condition.fault-unreadable', { from: fault.from });
    case 'unfinished':
      return t('tools.condition.fault-unfinished');
    case 'unknown-name':
      return t('tools.condition.fault-unknown', { name: `{${fault.name}}` });
  }
}
