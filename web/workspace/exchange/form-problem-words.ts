/** What an import could not take, in words, grouped so that the same thing in fifty rows is read once. */
import type { UploadProblem } from '#core/definitions/xlsform-api.ts';
import { isWorkspaceKey, type WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import type { WorkspaceMessages } from '#web/workspace/language/workspace-messages.ts';

export interface FormProblem {
  readonly severity?: UploadProblem['severity'];
  readonly code: string;
  readonly message: string;
  readonly sheet?: string | undefined;
  readonly row?: number | undefined;
  readonly column?: string | undefined;
  readonly params?: Readonly<Record<string, string | number>> | undefined;
}

export interface FormProblemGroup {
  readonly words: string;
  readonly severity: 'error' | 'warning';
  readonly places: readonly string[];
}

/** The sentence of the catalogue; else the English one of the file, without the place that stands beside it. */
function wordsOf({ code, message, params }: FormProblem, t: WorkspaceMessages): string {
  const key = `xlsform.${code}`;
  if (isWorkspaceKey(key)) {
    try {
      return t(key as WorkspaceKey, params ?? {}); // as: what isWorkspaceKey has just said
    } catch {
      // a sentence that wants more than the problem says
    }
  }
  return message.replace(/^(?:[^:]{1,60}): /, '');
}

export function groupProblems(
  problems: readonly FormProblem[],
  t: WorkspaceMessages,
): readonly FormProblemGroup[] {
  const groups = new Map<string, { severity: 'error' | 'warning'; places: string[] }>();
  for (const problem of problems) {
    const words = wordsOf(problem, t);
    const group = groups.get(words) ?? { severity: problem.severity ?? 'error', places: [] };
    groups.set(words, group);
    const place = placeOf(problem, t);
    if (place !== '') group.places.push(place);
  }
  return [...groups].map(([words, { severity, places }]) => ({ words, severity, places }));
}

function placeOf({ sheet, row, column }: FormProblem, t: WorkspaceMessages): string {
  if (sheet === undefined) return '';
  if (row === undefined) return sheet;
  return column === undefined
    ? t('exchange.place-row', { sheet, row })
    : t('exchange.place', { sheet, row, column });
}
