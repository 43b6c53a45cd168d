/**
 * The days of a month as calendars show them, in weeks from Monday to Sunday.
 * @returns rows of seven; undefined for places before the first and after the last day
 */
export function weeksOfMonth(today: Date): readonly (readonly (number | undefined)[])[] {
  const [year, month] = [today.getFullYear(), today.getMonth()];
  const before = (new Date(year, month, 1).getDay() + 6) % 7;
  const days = new Date(year, month + 1, 0).getDate();
  return Array.from({ length: Math.ceil((before + days) / 7) }, (_week, row) =>
    Array.from({ length: 7 }, (_day, column) => {
      const day = row * 7 + column - before + 1;
      return day >= 1 && day <= days ? day : undefined;
    }),
  );
}
