import { describe, expect, it } from 'vitest';
import { type Actor, can, may, type Verb, verbsByRole } from '#core/access/roles.ts';

const actor = (special: Partial<Actor>): Actor => ({
  personId: 'an',
  organisationId: 'org',
  role: 'consultant',
  projectIds: ['a'],
  ...special,
});

describe('verbs', () => {
  it('never let a consultant near rows, receipts, counts or people', () => {
    const kept: readonly Verb[] = [
      'response.read',
      'response.import',
      'response.type',
      'response.send',
      'receipt.read',
      'progress.read',
      'result.read-exact',
      'person.write',
      'audit.read',
    ];

    expect(kept.filter((verb) => may('consultant', verb))).toEqual([]);
  });

  it('let a link send and see its receipts, and nothing of the workspace', () => {
    expect(verbsByRole.collector).toEqual(['response.send', 'receipt.read', 'definition.read']);
  });

  it('hold only in the projects of the actor', () => {
    expect(can(actor({}), 'survey.read', 'a')).toBe(true);
    expect(can(actor({}), 'survey.read', 'b')).toBe(false);
    expect(can(actor({}), 'response.read', 'a')).toBe(false);
    expect(can(actor({ role: 'owner', projectIds: [] }), 'response.read', 'b')).toBe(true);
  });
});
