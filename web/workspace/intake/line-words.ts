/** What is wrong with an answer, as the logic names it, in words. */
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';

const words: Readonly<Record<string, WorkspaceKey>> = {
  required: 'intake.line-required',
  other: 'intake.line-required',
  min: 'intake.line-too-small',
  max: 'intake.line-too-large',
};

export const problemWords = (kind: string | undefined): WorkspaceKey | undefined =>
  kind === undefined ? undefined : (words[kind] ?? 'intake.line-against-rule');
