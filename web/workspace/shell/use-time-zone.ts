import { useProjectQuery } from '#web/workspace/api/register-queries.ts';
import { useShell } from '#web/workspace/shell/use-shell.ts';

/** The project's own time zone: days are those of the field, wherever the reader sits. */
export function useTimeZone(): string | undefined {
  const projectId = useShell()?.projectId;
  return useProjectQuery(projectId ?? '', projectId !== undefined).data?.timeZone;
}
