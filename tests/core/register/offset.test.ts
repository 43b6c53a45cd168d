import { expect, it } from 'vitest';
import { offsetMinutesOf } from '#core/register/project-time.ts';
import { at } from '../../support/build.ts';

it.each([
  ['Asia/Ho_Chi_Minh', '2026-04-16T01:00:00', 420],
  ['Europe/Minsk', '2026-04-16T01:00:00', 180],
  ['Asia/Kathmandu', '2026-04-16T01:00:00', 345],
  ['America/St_Johns', '2026-01-16T01:00:00', -210],
  ['Europe/Berlin', '2026-03-29T00:59:59', 60],
  ['Europe/Berlin', '2026-03-29T01:00:00', 120],
  ['UTC', '2026-04-16T01:00:00', 0],
])('%s at %s is %i minutes east of UTC', (timeZone, moment, minutes) => {
  expect(offsetMinutesOf(at(moment), timeZone)).toBe(minutes);
  expect(offsetMinutesOf(at(moment), timeZone)).toBe(minutes);
});
