import { whenDrawn } from '#web/workspace/editor/when-drawn.ts';

/** Puts the keyboard into a cell of a table of answers. */
export function focusCell(list: string, index: number, language: string): void {
  whenDrawn(() => {
    const table = document.querySelector(`[data-list="${CSS.escape(list)}"]`);
    return table?.querySelector<HTMLElement>(`[data-cell="${index} ${language}"]`) ?? null;
  });
}
