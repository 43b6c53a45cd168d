import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyHolding, judge, remember } from '#core/intake/judge.ts';
import { receiptCode } from '#core/intake/receipt-code.ts';

const arrivalArbitrary = fc.record({
  hash: fc.constantFrom('a', 'b', 'c'),
  fits: fc.boolean(),
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
            const judgement = judge(holding, hash, fits);
            remember(holding, hash, judgement);
            said.set(hash, judgement.status === 'stored' ? 'already-stored' : judgement.status);
          }

          const again = judge(holding, last.hash, last.fits);

          expect(again).toEqual({ isNew: false, status: said.get(last.hash) });
        },
      ),
    );
  });

  it('stores one content at most', () => {
    fc.assert(
      fc.property(fc.array(arrivalArbitrary), (arrivals) => {
        const holding = emptyHolding();
        const stored = arrivals.filter(({ hash, fits }) => {
          const judgement = judge(holding, hash, fits);
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
