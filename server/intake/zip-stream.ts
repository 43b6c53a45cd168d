/** A zip archive that is written part by part, in bounded memory. */
import { strToU8, Zip, ZipDeflate } from 'fflate';

export interface ZipPart {
  readonly name: string;
  readonly pieces: AsyncIterable<string> | Iterable<string>;
}

export async function* zipped(parts: Iterable<ZipPart>): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, piece) => {
    failure ??= error;
    if (piece) ready.push(piece);
  });
  function* flush(): Generator<Uint8Array> {
    if (failure) throw failure;
    const out = ready;
    ready = [];
    yield* out;
  }
  for (const { name, pieces } of parts) {
    const file = new ZipDeflate(name, { level: 1 });
    zip.add(file);
    for await (const piece of pieces) {
      file.push(strToU8(piece));
      yield* flush();
    }
    file.push(new Uint8Array(0), true);
    yield* flush();
  }
  zip.end();
  yield* flush();
}
