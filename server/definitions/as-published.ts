/** A draft as it would be published: what the gate judges, codebooks list and phones would show. */
import { expandBlocks } from '#core/definitions/blocks.ts';
import type { Definition } from '#core/definitions/definition.ts';
import type { GateProblem } from '#core/definitions/gate-problem.ts';
import { withSites } from '#core/definitions/site-item.ts';
import { publishable } from '#core/definitions/version.ts';
import type { ProblemError } from '#core/kernel/problems.ts';
import { ok, type Result } from '#core/kernel/result.ts';
import type { Site } from '#core/register/site.ts';
import { findInLibrary } from '#server/definitions/library.ts';

export interface SurveyPlace {
  readonly surveyId: string;
  readonly projectId: string;
}

/**
 * The definition as it would be published now: with the items of its blocks and the sites of its project.
 * @returns `definition-unfit` where a block cannot be put in
 */
export function asPublished(
  { libraryFolder }: { readonly libraryFolder: string },
  definition: Definition,
  sites: readonly Site[],
): Result<Definition> {
  const expanded = expandBlocks(definition, findInLibrary(libraryFolder));
  return expanded.ok ? ok(publishable(withSites(expanded.value, sites))) : expanded;
}

export const toError = ({ path, code, message }: GateProblem): ProblemError => ({
  pointer: path,
  code,
  message,
});
