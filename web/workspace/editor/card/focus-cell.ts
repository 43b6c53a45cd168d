/** Puts the keyboard into a cell of a table of answers, once the table is drawn. */
export function focusCell(list: string, index: number, language: string): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const table = document.querySelector(`[data-list="${CSS.escape(list)}"]`);
      table?.querySelector<HTMLElement>(`[data-cell="${index} ${language}"]`)?.focus();
    }),
  );
}
