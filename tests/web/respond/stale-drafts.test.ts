import { describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { fateOf } from '#web/respond/outbox/draft-fate.ts';
import { clockJumpMs, movedBy } from '#web/respond/outbox/interview-clock.ts';
import { openInterviews } from '#web/respond/outbox/open-interviews.ts';
import type { DraftRow, LinkRow } from '#web/respond/outbox/rows.ts';

const hour = 3_600_000;
const consent = {
  type: 'radiogroup',
  name: 'join',
  lnRole: 'consent',
  lnOutcome: { no: 'refused' },
};
const definition: Definition = {
  pages: [{ name: 'p', elements: [consent, { type: 'text', name: 'work' }] }],
};
const withoutConsent: Definition = {
  pages: [{ name: 'p', elements: [{ type: 'text', name: 'work' }] }],
};
const link = (purpose: string, trial?: true): LinkRow => ({
  id: 'link',
  token: 't',
  definitionHash: 'h',
  view: { id: 'link', purpose, title: {}, languages: ['vi'], ...(trial ? { trial } : {}) },
});
const draft = (answers: DraftRow['answers']): DraftRow => ({
  id: 'a',
  linkId: 'link',
  definitionHash: 'h',
  language: 'vi',
  startedAt: '2026-11-20T08:00:00Z',
  updatedAt: '2026-11-20T08:00:00Z',
  pageNumber: 1,
  answers,
});
const hoursLater = (hours: number): Date =>
  new Date(Date.parse('2026-11-20T08:00:00Z') + hours * hour);

describe('an interview that nobody goes on with', () => {
  it('waits for a day', () => {
    expect(fateOf(draft({ join: 'yes' }), link('collector'), definition, hoursLater(23.9))).toBe(
      'keep',
    );
    expect(fateOf(draft({ join: 'yes' }), link('collector'), definition, hoursLater(-9000))).toBe(
      'keep',
    );
  });

  it.each([
    ['agreed', { join: 'yes', work: 'x' }, definition, 'send'],
    ['refused', { join: 'no' }, definition, 'delete'],
    ['never asked to agree', { work: 'x' }, definition, 'delete'],
    ['no consent is asked for', { work: 'x' }, withoutConsent, 'send'],
    ['nothing answered', {}, withoutConsent, 'delete'],
    ['definition lost', { join: 'yes' }, undefined, 'delete'],
  ] as const)('then is sent or deleted: %s', (_what, answers, asked, fate) => {
    expect(fateOf(draft(answers), link('collector'), asked, hoursLater(24))).toBe(fate);
  });

  it('is never kept on a kiosk, of a try, or of a link that is gone', () => {
    for (const one of [link('kiosk'), link('collector', true), undefined])
      expect(fateOf(draft({ join: 'yes' }), one, definition, hoursLater(24))).toBe('delete');
  });
});

describe('a clock that is set in the middle of an interview', () => {
  const begun = { clockMs: 1_000_000_000_000, counterMs: 5_000 };
  const later = (clockMs: number, counterMs: number) => ({
    clockMs: begun.clockMs + clockMs,
    counterMs: begun.counterMs + counterMs,
  });

  it('moves what was noted before by as much as it was set', () => {
    const days400 = 400 * 24 * hour;
    expect(clockJumpMs(begun, later(-days400 + 600_000, 600_000))).toBe(-days400);
    expect(clockJumpMs(begun, later(days400 + 600_000, 600_000))).toBe(days400);
    expect(movedBy('2026-11-20T08:00:00.000Z', -days400)).toBe('2025-10-16T08:00:00.000Z');
  });

  it('is believed where it runs as the counter does, or the phone has slept', () => {
    expect(clockJumpMs(begun, later(600_000, 600_000))).toBe(0);
    expect(clockJumpMs(begun, later(3 * hour, 60_000))).toBe(0);
    expect(movedBy('2026-11-20T08:00:00Z', 0)).toBe('2026-11-20T08:00:00Z');
    expect(movedBy('some time', 1000)).toBe('some time');
  });
});

describe('open interviews', () => {
  it('are known while they are open, also without Web Locks', async () => {
    const interviews = openInterviews(undefined);
    const close = interviews.open('a');
    expect(await interviews.ids()).toEqual(new Set(['a']));
    close();
    expect(await interviews.ids()).toEqual(new Set());
  });

  it('are known to other tabs by their locks', async () => {
    const locks = aLockManager();
    const close = openInterviews(locks).open('b');
    expect(await openInterviews(locks).ids()).toEqual(new Set(['b']));
    close();
    await expect.poll(() => openInterviews(locks).ids()).toEqual(new Set());
  });
});

/** As many tabs of one browser share it. */
function aLockManager(): LockManager {
  const held = new Set<string>();
  const manager = {
    async request(name: string, _options: unknown, work: () => Promise<void>) {
      held.add(name);
      await work();
      held.delete(name);
    },
    query: async () => ({ held: [...held, 'somebody-elses'].map((name) => ({ name })) }),
  };
  // as: what is used of it
  return manager as unknown as LockManager;
}
