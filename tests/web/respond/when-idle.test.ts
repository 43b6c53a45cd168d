import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { formIdleMs, whenIdle } from '#web/respond/when-idle.ts';

let page: EventTarget;
let closed: number;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  page = new EventTarget();
  closed = 0;
  stop = whenIdle(page, formIdleMs, Date.now, () => {
    closed += 1;
    stop();
  });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

it('closes a form that nobody has touched for ten minutes, once', () => {
  vi.advanceTimersByTime(formIdleMs - 20_000);
  expect(closed).toBe(0);
  vi.advanceTimersByTime(3 * formIdleMs);
  expect(closed).toBe(1);
});

it('leaves a form alone that is being written in', () => {
  for (let minute = 0; minute < 30; minute += 1) {
    vi.advanceTimersByTime(60_000);
    page.dispatchEvent(new Event(minute % 2 ? 'keydown' : 'pointerdown'));
  }
  expect(closed).toBe(0);
});

it('looks before the first touch after the phone has slept', () => {
  vi.setSystemTime(Date.now() + formIdleMs);
  page.dispatchEvent(new Event('visibilitychange'));
  page.dispatchEvent(new Event('pointerdown'));
  expect(closed).toBe(1);
});
