import { useQuery } from '@tanstack/react-query';
import type { Definition } from '#core/definitions/definition.ts';
import { anyDefinitionSchema } from '#web/workspace/api/definition-of.ts';
import { versionQuery } from '#web/workspace/api/survey-queries.ts';

/** What a version asked; undefined while it is on its way. */
export function useDefinition(survey: string, version: number | undefined): Definition | undefined {
  const query = useQuery({ ...versionQuery(survey, version ?? 0), enabled: version !== undefined });
  const parsed = anyDefinitionSchema.safeParse(query.data?.definition);
  return parsed.success ? parsed.data : undefined;
}
