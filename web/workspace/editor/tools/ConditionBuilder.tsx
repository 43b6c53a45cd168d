import { Button } from '@mantine/core';
import { IconCode, IconList } from '@tabler/icons-react';
import { memo, type ReactNode, useId, useMemo, useState } from 'react';
import { ConditionEntries } from '#web/workspace/editor/tools/ConditionEntries.tsx';
import { ConditionReading } from '#web/workspace/editor/tools/ConditionReading.tsx';
import { ConditionText } from '#web/workspace/editor/tools/ConditionText.tsx';
import { type DraftCondition, draftFrom } from '#web/workspace/editor/tools/condition-draft.ts';
import { type ConditionRows, writeCondition } from '#web/workspace/editor/tools/condition-rows.ts';
import { subjectsFor } from '#web/workspace/editor/tools/condition-subjects.ts';
import { readRows } from '#web/workspace/editor/tools/read-condition.ts';
import { useLanguages, useSettled } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './condition.module.css';

interface ConditionBuilderProps {
  readonly label: ReactNode;
  /** The element that carries the condition. */
  readonly pointer: string;
  /** Where in it: `visibleIf`, `requiredIf`, `validators/0/expression`, … */
  readonly property: string;
  readonly value: string | undefined;
  readonly onChange: (expression: string | undefined) => void;
}

/** A condition in rows where rows can say it, else as its expression. */
export const ConditionBuilder = memo(function ConditionBuilder(props: ConditionBuilderProps) {
  const { pointer, property } = props;
  // Another place is another condition: nothing half done is carried over.
  return <Condition key={`${pointer}/${property}`} {...props} />;
});

function Condition({ label, pointer, property, value, onChange }: ConditionBuilderProps) {
  const { t, language } = useLanguage();
  const { source } = useLanguages();
  const definition = useSettled();
  const id = useId();
  const place = property.includes('/') ? `${pointer}/${property}` : pointer;
  const subjects = useMemo(() => subjectsFor(definition, place), [definition, place]);
  const rows = useMemo(() => (value ? readRows(value, subjects) : undefined), [value, subjects]);
  const [asText, setAsText] = useState(false);
  const [draft, setDraft] = useDraft(value, rows);
  const speaking = { subjects, languages: [source, language], t };

  const change = (next: DraftCondition) => {
    const written = writeCondition(next);
    const expression = next.entries.length === 0 ? undefined : (written ?? value);
    setDraft(next, expression);
    if (expression !== value) onChange(expression);
  };
  const isText = asText || (value !== undefined && value !== '' && !rows);
  return (
    <section className={css.builder} aria-labelledby={id}>
      <div className={css.head}>
        <h3 id={id} className={css.label}>
          {label}
        </h3>
        {(value || isText) && (rows || asText) && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={
              isText ? (
                <IconList size={16} stroke={1.75} aria-hidden />
              ) : (
                <IconCode size={16} stroke={1.75} aria-hidden />
              )
            }
            disabled={isText && Boolean(value) && !rows}
            onClick={() => setAsText(!asText)}
          >
            {t(isText ? 'tools.condition.as-rows' : 'tools.condition.as-text')}
          </Button>
        )}
      </div>
      {isText ? (
        <ConditionText
          labelledBy={id}
          place={`${pointer}/${property}`}
          value={value ?? ''}
          subjects={subjects}
          isUnreadable={!asText}
          onChange={(text) => onChange(text.trim() === '' ? undefined : text)}
        />
      ) : (
        <ConditionEntries
          draft={draft}
          speaking={speaking}
          isComplete={draft.entries.length === 0 || writeCondition(draft) !== undefined}
          onChange={change}
        />
      )}
      <ConditionReading property={property} value={value} rows={rows} speaking={speaking} />
    </section>
  );
}

/**
 * The rows in hand. They follow the expression when somebody else changes it (undo, another screen), and stay as they
 * are, unfinished rows and all, while it is what they have written themselves.
 */
function useDraft(
  value: string | undefined,
  rows: ConditionRows | undefined,
): readonly [DraftCondition, (draft: DraftCondition, expression: string | undefined) => void] {
  const [state, setState] = useState(() => ({ draft: draftFrom(rows), expression: value }));
  const set = (draft: DraftCondition, expression: string | undefined) =>
    setState({ draft, expression });
  // Names that have just been made are known a moment later: then the same expression can be read.
  const isUnread = rows !== undefined && state.draft.entries.length === 0;
  if (state.expression === value && !isUnread) return [state.draft, set];
  const next = { draft: draftFrom(rows), expression: value };
  setState(next);
  return [next.draft, set];
}
