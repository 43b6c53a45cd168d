import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUnkeepable, plainFaults, plainLimits, pointerTo } from '#core/kernel/plain-data.ts';

describe('the guard in front of data from outside', () => {
  it('has nothing against ordinary JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 10 }), (value) => {
        const safe = JSON.parse(JSON.stringify(value), (_, inner) =>
          typeof inner === 'number' && !Number.isSafeInteger(inner) ? 0.5 : inner,
        );
        const faults = plainFaults(safe).filter(
          ({ code }) => code !== 'nul' && code !== 'forbidden-key',
        );
        expect(faults).toEqual([]);
      }),
    );
  });

  it('names each fault by its place', () => {
    const value = JSON.parse(
      '{"a":[1,1e999,{"b/c":"x\\u0000"}],"~d":"\\udc00","e":-9007199254740992,"__proto__":1}',
    );

    expect(plainFaults(value)).toEqual([
      { code: 'number-not-finite', pointer: '/a/1' },
      { code: 'nul', pointer: '/a/2/b~1c' },
      { code: 'lone-surrogate', pointer: '/~0d' },
      { code: 'number-unsafe', pointer: '/e' },
      { code: 'forbidden-key', pointer: '/__proto__' },
    ]);
  });

  it('allows 32 containers in each other and not one more', () => {
    const nested = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

    expect(plainFaults(nested(plainLimits.depth))).toEqual([]);
    expect(plainFaults(nested(plainLimits.depth + 1))).toMatchObject([{ code: 'too-deep' }]);
  });

  it('is not exhausted by a million containers in each other', () => {
    const value = JSON.parse('['.repeat(1_000_000) + ']'.repeat(1_000_000));

    expect(plainFaults(value).every(isUnkeepable)).toBe(true);
  });

  it('keeps what is merely too long or too many', () => {
    const value = {
      text: 'a'.repeat(plainLimits.text + 1),
      keys: Object.fromEntries(
        Array.from({ length: plainLimits.keys + 1 }, (_, i) => [`k${i}`, i]),
      ),
    };

    const faults = plainFaults(value);

    expect(faults.map(({ code }) => code)).toEqual(['text-too-long', 'too-many-keys']);
    expect(faults.some(isUnkeepable)).toBe(false);
  });

  it('lists no more faults than explain a refusal', () => {
    expect(plainFaults(Array(10_000).fill('\0'))).toHaveLength(20);
  });

  it('writes pointers as RFC 6901 has them', () => {
    expect(pointerTo(['answers', 'a/b', 0, 'm~n'])).toBe('/answers/a~1b/0/m~0n');
    expect(pointerTo([])).toBe('');
  });
});
