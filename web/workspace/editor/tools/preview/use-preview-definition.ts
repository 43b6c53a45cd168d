/** The settled definition as phones would get it: blocks of the library are in it, and it is fit to be drawn. */
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { expandBlocks } from '#core/definitions/blocks.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { libraryDefinitionQuery } from '#web/workspace/api/survey-queries.ts';
import { blocksIn } from '#web/workspace/editor/tools/library/blocks-in.ts';
import { useProblems, useSettled } from '#web/workspace/editor/use-editor.ts';

interface PreviewDefinition {
  readonly definition: Definition;
  /** SurveyJS would take minutes, or the browser's patience. */
  readonly isTooLarge: boolean;
}

/** What the publish gate finds that would also hold up the page which draws it. */
const heavy: ReadonlySet<string> = new Set([
  'document-too-large',
  'items-too-many',
  'choices-too-many',
  'copies-too-many',
  'too-deep',
  'pattern-refused',
  'structure-invalid',
]);

export function usePreviewDefinition(): PreviewDefinition {
  const settled = useSettled();
  const problems = useProblems();
  const names = useMemo(() => blocksIn(settled), [settled]);
  const found = useQueries({
    queries: names.map(({ name, version }) => libraryDefinitionQuery(name, version)),
    combine: (results) => results.map(({ data }) => data?.definition),
  });
  const definition = useMemo(() => {
    if (names.length === 0) return settled;
    const expanded = expandBlocks(settled, (name, version) => {
      const index = names.findIndex((one) => one.name === name && one.version === version);
      // as: the library's definitions have passed the publish gate.
      return found[index] as Definition | undefined;
    });
    return expanded.ok ? expanded.value : settled;
  }, [settled, names, found]);
  return { definition, isTooLarge: problems.some(({ code }) => heavy.has(code)) };
}
