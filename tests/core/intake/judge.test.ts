import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyHolding, judge, remember } from '#core/intake/judge.ts';
import { receiptCode } from '#core/intake/receipt-code.ts';

const arrivalArbitrary = fc.record({
  hash: fc.constantFrom('a', 'b', 'c'),
  fits: fc.boolean(),
});

const contentOf = (contentHash: string, ...formerHashes: readonly string[]) => ({
  contentHash,
  formerHashes,
});

describe('judging what arrives under one id', () => {
  it('gives the same content the same answer again, without writing it again', () => {
    fc.assert(
      fc.property(
        fc.array(arrivalArbitrary, { maxLength: 12 }),
        arrivalArbitrary,
        (earlier, last) => {
          const holding = emptyHolding();
          const said = new Map<string, string>();
          for (const { hash, fits } of [...earlier, last]) {
            const judgement = judge(holding, contentOf(hash), fits);
            remember(holding, hash, judgement);
            said.set(hash, judgement.status === 'stored' ? 'already-stored' : judgement.status);
          }

          const again = judge(holding, contentOf(last.hash), last.fits);

          expect(again).toEqual({ isNew: false, status: said.get(last.hash) });
        },
      ),
    );
  });

  it('knows it again under the hashes that it had before', () => {
    for (const before of ['stored', 'quarantined'] as const) {
      const holding = emptyHolding();
      remember(holding, 'former', { status: before, isNew: true });

      const again = judge(holding, contentOf('now', 'former'), true);

      const status = before === 'stored' ? 'already-stored' : before;
      expect(again).toEqual({ status, isNew: false });
    }
  });

  it('tells strangers of a hidden one what they would hear of a stored one', () => {
    const hidden = emptyHolding();
    remember(hidden, 'a', { status: 'quarantined', isNew: true }, true);
    const stored = emptyHolding();
    remember(stored, 'a', { status: 'stored', isNew: true });

    for (const [hash, fits] of [
      ['a', true],
      ['a', false],
      ['b', true],
      ['b', false],
    ] as const) {
      const said = judge(hidden, contentOf(hash), fits, true);
      expect(said).toEqual(judge(stored, contentOf(hash), fits, true));
    }
    expect(judge(hidden, contentOf('a'), false).status).toBe('quarantined');
  });

  it('stores one content at most', () => {
    fc.assert(
      fc.property(fc.array(arrivalArbitrary), (arrivals) => {
        const holding = emptyHolding();
        const stored = arrivals.filter(({ hash, fits }) => {
          const judgement = judge(holding, contentOf(hash), fits);
          remember(holding, hash, judgement);
          return judgement.status === 'stored';
        });
        expect(stored.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

it('makes codes of six letters and digits that nobody confuses', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9a-f]{64}$/), (hash) => {
      expect(receiptCode(hash)).toMatch(/^[2346789CDFGHJKMNPQRTVWXYZ]{6}$/);
    }),
  );
  expect(receiptCode('0'.repeat(64))).toBe('222222');
});
