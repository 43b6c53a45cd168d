import { describe, expect, it } from 'vitest';
import { matchColumns } from '#core/intake/data-file/match-columns.ts';
import { aVariable, codes } from '../../support/a-variable.ts';

const target = (name: string, label: string) => ({
  name,
  path: [name],
  variable: aVariable(name, 'choice', codes('ab'), { label: { en: label } }),
});

describe('columns headed by labels', () => {
  const targets = [target('highway', 'Kind of road'), target('summary', 'Highway')];

  it('belong to the item with that label, not to one whose name differs by capitals only', () => {
    const { own, repeated } = matchColumns(['Highway', 'Kind of road'], targets);

    expect([...own]).toEqual([
      ['summary', 0],
      ['highway', 1],
    ]);
    expect(repeated).toEqual([]);
  });

  it('are still found in other letters where nothing is spelled like that', () => {
    const { own } = matchColumns(['HIGHWAY', 'kind of  road'], [targets[0] ?? target('', '')]);

    expect(own.get('highway')).toBe(0);
  });

  it('leave names to the letter to the items that have them', () => {
    expect(matchColumns(['highway'], targets).own.get('highway')).toBe(0);
  });
});
