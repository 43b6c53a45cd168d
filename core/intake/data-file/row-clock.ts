/** When, and in which time zone, a row of a file was answered: dates in the form's logic are those of the interview. */
import type { LogicEnvironment } from '#core/definitions/logic/compiled-logic.ts';

const clockColumns = [
  'end',
  'finishedAt',
  'start',
  'startedAt',
  '_submission_time',
  'SubmissionDate',
  'today',
];

/** @param fallback for rows without a readable time */
export function clockReader(
  header: readonly string[],
  fallback: LogicEnvironment,
): (cells: readonly string[]) => LogicEnvironment {
  const indexes = clockColumns
    .map((name) => header.findIndex((heading) => heading.trim() === name))
    .filter((index) => index >= 0);
  return (cells) => {
    for (const index of indexes) {
      const read = readInstant(cells[index]?.trim() ?? '', fallback.offsetMinutes);
      if (read) return read;
    }
    return fallback;
  };
}

function readInstant(text: string, usualOffset: number): LogicEnvironment | undefined {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
      text,
    );
  if (!match) return undefined;
  const wall = Date.parse(`${match[1]}T${match[2] ?? '12:00'}Z`);
  if (Number.isNaN(wall)) return undefined;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(match[3] ?? '') ?? [];
  const offset =
    match[3] === 'Z' ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  const offsetMinutes = Number.isNaN(offset) ? usualOffset : offset;
  return { now: new Date(wall - offsetMinutes * 60_000), offsetMinutes };
}
