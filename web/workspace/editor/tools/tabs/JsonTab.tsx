import { Button } from '@mantine/core';
import { useId, useMemo, useRef, useState } from 'react';
import type { Definition } from '#core/definitions/definition.ts';
import {
  type DefinitionText,
  readDefinitionText,
} from '#web/workspace/editor/tools/json/read-definition-text.ts';
import { showWithUndo } from '#web/workspace/editor/tools/tabs/show-with-undo.ts';
import { useEditor, useSettled } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import type { WorkspaceMessages } from '#web/workspace/language/workspace-messages.ts';
import { CopyText } from '#web/workspace/parts/CopyText.tsx';
import { Note } from '#web/workspace/parts/Notes.tsx';
import css from './json.module.css';
import tabs from './tabs.module.css';

interface Edited {
  readonly text: string;
  /** What it was taken from. */
  readonly from: Definition;
}

/** The definition as it is kept, with everything that the rest of the editor does not show. */
export function JsonTab() {
  const { t } = useLanguage();
  const editor = useEditor();
  const settled = useSettled();
  const id = useId();
  const [edited, setEdited] = useState<Edited>();
  const [refused, setRefused] = useState<Extract<DefinitionText, { ok: false }>>();
  const written = useMemo(() => JSON.stringify(settled, null, 2), [settled]);
  const text = edited?.text ?? written;
  const drop = () => {
    setEdited(undefined);
    setRefused(undefined);
  };
  const apply = () => {
    const read = readDefinitionText(text);
    if (!read.ok) return setRefused(read);
    editor.change(read.definition);
    drop();
    return showWithUndo(t('tools.json.applied'), editor, t);
  };
  return (
    <div className={css.json}>
      <div className={tabs.toolbar}>
        <p id={`${id}-hint`} className={`${tabs.note} ${tabs.grow}`}>
          {t('tools.json.hint')}
        </p>
        <CopyText value={text} label={t('tools.json.copy')} />
        <Button variant="default" disabled={!edited} onClick={drop}>
          {t('tools.json.drop')}
        </Button>
        <Button disabled={!edited} onClick={apply}>
          {t('tools.json.apply')}
        </Button>
      </div>
      {edited && edited.from !== settled && <Note tone="attention">{t('tools.json.behind')}</Note>}
      <NumberedText
        label={t('tools.json.label')}
        describedBy={refused ? `${id}-fault` : `${id}-hint`}
        isInvalid={refused !== undefined}
        text={text}
        onChange={(next) => {
          setEdited({ text: next, from: edited?.from ?? settled });
          setRefused(undefined);
        }}
      />
      <p id={`${id}-fault`} role="alert" className={css.fault}>
        {refused && faultWords(refused, t)}
      </p>
    </div>
  );
}

function faultWords(fault: Extract<DefinitionText, { ok: false }>, t: WorkspaceMessages): string {
  const { line, column } = fault.place;
  if (fault.kind === 'syntax') return t('tools.json.no-json', { line, column });
  const pointer = fault.pointer || '/';
  return t(fault.kind === 'shape' ? 'tools.json.no-definition' : 'tools.json.not-keepable', {
    line,
    column,
    pointer,
  });
}

interface NumberedTextProps {
  readonly label: string;
  readonly describedBy: string;
  readonly isInvalid: boolean;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** A plain field with numbers beside its lines: screen readers and the browser's own search know what to do with it. */
function NumberedText({ label, describedBy, isInvalid, text, onChange }: NumberedTextProps) {
  const gutter = useRef<HTMLPreElement>(null);
  const lines = text.split('\n').length;
  const numbers = useMemo(
    () => Array.from({ length: lines }, (_, index) => index + 1).join('\n'),
    [lines],
  );
  return (
    <div className={css.field}>
      <pre ref={gutter} className={css.gutter} aria-hidden>
        {numbers}
      </pre>
      <textarea
        className={css.text}
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={isInvalid}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        value={text}
        onScroll={({ currentTarget }) => {
          if (gutter.current) gutter.current.scrollTop = currentTarget.scrollTop;
        }}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text/plain');
          if (pasted.length < longPaste) return;
          event.preventDefault();
          const { selectionStart, selectionEnd, value } = event.currentTarget;
          onChange(value.slice(0, selectionStart) + pasted + value.slice(selectionEnd));
        }}
      />
    </div>
  );
}

/** Browsers put long texts in line by line, which takes minutes for a whole survey. */
const longPaste = 10_000;
