/** Losses of an import in the language of the screen, and as a table to take away. */
import type { LossReply } from '#core/intake/intake-api.ts';
import type { WorkspaceMessages } from '#web/workspace/language/workspace-messages.ts';

export const lossSentence = (t: WorkspaceMessages, { code, params }: LossReply): string =>
  t(`loss.${code}`, { ...params });

/** CSV in UTF-8 with a mark, so that Excel reads Vietnamese. */
export function lossCsv(t: WorkspaceMessages, losses: readonly LossReply[]): string {
  const header = [
    t('intake.loss-sheet'),
    t('intake.loss-row'),
    t('intake.loss-column'),
    t('intake.loss-what'),
  ];
  const rows = losses.map((loss) => [
    loss.sheet ?? '',
    loss.row ?? '',
    loss.column ?? '',
    lossSentence(t, loss),
  ]);
  return `\uFEFF${[header, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
}

function quoted(cell: string | number): string {
  const text = String(cell);
  const guarded = typeof cell === 'string' && /^[=+\-@\t\r＝]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** Offers a text as a file. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
