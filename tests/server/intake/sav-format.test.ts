import { describe, expect, it } from 'vitest';
import { type SavVariable, savCases } from '#server/intake/sav-format.ts';

const text = (width: number): SavVariable => ({
  name: 'long',
  label: '',
  width,
  labels: [],
  missing: [],
  measure: 'nominal',
});

/** Undoes the bytecode compression: 253 stands for eight bytes that follow, 254 for eight spaces. */
function unpacked(bytes: Buffer): Buffer {
  const out: Buffer[] = [];
  let at = 0;
  while (at < bytes.length) {
    const commands = bytes.subarray(at, at + 8);
    at += 8;
    for (const command of commands) {
      if (command === 0) continue;
      if (command === 254) out.push(Buffer.alloc(8, 32));
      if (command !== 253) continue;
      out.push(bytes.subarray(at, at + 8));
      at += 8;
    }
  }
  return Buffer.concat(out);
}

/** As readers put long texts together: of each 256 bytes of a piece the first 255. */
const joined = (bytes: Buffer): string =>
  Array.from({ length: Math.ceil(bytes.length / 256) }, (_, piece) =>
    bytes.subarray(piece * 256, piece * 256 + 255),
  )
    .reduce((all, piece) => Buffer.concat([all, piece]), Buffer.alloc(0))
    .toString('utf8')
    .trimEnd();

describe('long texts in a file of SPSS', () => {
  it.each([
    'abc',
    'đ'.repeat(127),
    'Chị Lan nói: “Ở xưởng nóng lắm.” '.repeat(9),
    'شبكة المياه ضعيفة '.repeat(40),
  ])('come out as they went in, whatever byte a piece ends with', (written) => {
    const width = Buffer.byteLength(written);
    const cases = savCases([text(width)]);

    cases.add([written]);
    cases.end();

    expect(joined(unpacked(cases.take()))).toBe(written.trimEnd());
  });
});
