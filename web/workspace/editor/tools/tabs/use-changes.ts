/** What the draft has become since the version that it was begun from. */
import { useQuery } from '@tanstack/react-query';
import { useContext, useMemo } from 'react';
import { collapseBlocks } from '#core/definitions/blocks.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { diffVersions, type VersionChange } from '#core/definitions/diff-versions.ts';
import { withSitesOf } from '#core/definitions/site-item.ts';
import { versionQuery } from '#web/workspace/api/survey-queries.ts';
import { DraftContext, useEditor, useSettled } from '#web/workspace/editor/use-editor.ts';

export interface Changes {
  /** Number of the version; absent where nothing was published yet. */
  readonly basedOn?: number;
  readonly before?: Definition;
  readonly after: Definition;
  /** Absent until the version has arrived. */
  readonly changes?: readonly VersionChange[];
  readonly error: unknown;
}

export function useChanges(): Changes {
  const { surveyName } = useEditor();
  const { basedOn } = useContext(DraftContext);
  const after = useSettled();
  const version = useQuery({
    ...versionQuery(surveyName, basedOn ?? 0),
    enabled: basedOn !== undefined,
  });
  // as: what was published has passed the publish gate.
  const before = version.data?.definition as Definition | undefined;
  const changes = useMemo(
    // The draft names its blocks, a version holds their items; sites are the register's.
    () =>
      before && diffVersions(collapseBlocks(before), collapseBlocks(withSitesOf(after, before))),
    [before, after],
  );
  return {
    after,
    error: version.error,
    ...(basedOn === undefined ? {} : { basedOn }),
    ...(before === undefined ? {} : { before }),
    ...(changes === undefined ? {} : { changes }),
  };
}
