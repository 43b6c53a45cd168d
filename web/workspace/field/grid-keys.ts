import type { ClipboardEvent, KeyboardEvent } from 'react';

/**
 * A table of fields goes like a spreadsheet: Enter and the arrows move up and down a column, and a column (or several)
 * copied from a spreadsheet is put in from where one stands. Fields say their place by `data-row` and `data-column`.
 *
 * @param fill puts a text into the field of that name
 */
export function gridKeys(fill: (texts: Readonly<Record<string, string>>) => void) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const { target } = event;
    if (!(target instanceof HTMLInputElement)) return;
    const step = stepOf(event);
    if (step === 0) return;
    const next = fieldAt(event.currentTarget, target, step, 0);
    // Enter would send the form: here it goes on.
    event.preventDefault();
    next?.focus();
    if (next instanceof HTMLInputElement) next.select();
  };
  const onPaste = (event: ClipboardEvent<HTMLElement>) => {
    const { target } = event;
    if (!(target instanceof HTMLInputElement) || target.dataset.row === undefined) return;
    const rows = pastedRows(event.clipboardData.getData('text/plain'));
    if (rows.length < 2 && (rows[0]?.length ?? 0) < 2) return;
    event.preventDefault();
    const texts: Record<string, string> = {};
    rows.forEach((cells, down) => {
      cells.forEach((text, right) => {
        const field = fieldAt(event.currentTarget, target, down, right);
        if (field?.name && field instanceof HTMLInputElement) texts[field.name] = text.trim();
      });
    });
    fill(texts);
  };
  return { onKeyDown, onPaste };
}

function stepOf({ key, shiftKey }: KeyboardEvent): number {
  if (key === 'ArrowDown' || (key === 'Enter' && !shiftKey)) return 1;
  return key === 'ArrowUp' || key === 'Enter' ? -1 : 0;
}

function fieldAt(
  table: HTMLElement,
  from: HTMLInputElement,
  down: number,
  right: number,
): HTMLInputElement | HTMLSelectElement | null {
  const row = Number(from.dataset.row) + down;
  const column = Number(from.dataset.column) + right;
  return table.querySelector(`[data-row="${row}"][data-column="${column}"]`);
}

/** Cells of a copied table; the empty line at its end is none of them. */
export const pastedRows = (text: string): readonly (readonly string[])[] =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => line.split('\t'));
