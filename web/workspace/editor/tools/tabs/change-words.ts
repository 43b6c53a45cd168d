import { changeParams, type VersionChange } from '#core/definitions/diff-change.ts';
import { languageName } from '#web/workspace/language/catalogues.ts';
import type { WorkspaceMessages } from '#web/workspace/language/workspace-messages.ts';

/** One change as a sentence; texts of the survey in `language` where it has them. */
export function changeWords(change: VersionChange, language: string, t: WorkspaceMessages): string {
  const params = changeParams(change, language);
  const tag = params.language;
  return t(`changes.${change.code}`, {
    ...params,
    ...(tag === undefined ? {} : { language: languageName(String(tag)) }),
  });
}
