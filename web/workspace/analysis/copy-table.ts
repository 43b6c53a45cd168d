/** The table that is on the screen as tab-separated text, for spreadsheets and documents. Hidden stays hidden. */
export function tableText(root: ParentNode): string {
  const table = root.querySelector('table');
  if (!table) return '';
  return Array.from(table.rows, (row) =>
    Array.from(row.cells)
      .filter((cell) => cell.ariaHidden !== 'true')
      .map(cellText)
      .join('\t'),
  ).join('\n');
}

/** What a cell says: its text without what is only drawn. */
function cellText(cell: HTMLTableCellElement): string {
  const copy = cell.cloneNode(true);
  if (!(copy instanceof HTMLElement)) return '';
  for (const drawn of copy.querySelectorAll('[aria-hidden="true"]')) drawn.remove();
  for (const part of copy.querySelectorAll('span, small')) part.before(' ');
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}
