/**
 * Days of field work that are left after today.
 * @param endsOn last day, as `2026-11-30`, in the project's own zone; the phone's day is close enough to look ahead
 * @returns undefined where there is no end, or it has passed
 */
export function daysLeft(endsOn: string | undefined, today: Date): number | undefined {
  const [year, month, day] = (endsOn ?? '').split('-').map(Number);
  if (!year || !month || !day) return undefined;
  const from = Date.UTC(today.getFullYear(), today.getMonth(), today.getDate());
  const days = Math.round((Date.UTC(year, month - 1, day) - from) / 86_400_000);
  return days >= 0 ? days : undefined;
}
