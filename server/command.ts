/**
 * What a command of the program is: words in, text out, an exit code back. 0 done (warnings allowed); 1 the thing
 * examined has errors, which are listed; 2 wrong usage or unreadable input, said in one plain sentence.
 */
import { parseArgs } from 'node:util';

export interface CommandIo {
  /** Standard output: the result and nothing else. Lines end as the caller ends them. */
  out(text: string): void;
  /** Standard error: messages and progress. */
  err(text: string): void;
}

export type Command = (argv: readonly string[], io: CommandIo) => Promise<number>;

/** Commands by the words that call them, such as `survey check`. */
export type CommandTable = Readonly<Record<string, Command>>;

export interface OptionDeclaration {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  readonly default?: string | boolean;
}

type Values<Declared extends Record<string, OptionDeclaration>> = {
  readonly [Name in keyof Declared]?: Declared[Name]['multiple'] extends true
    ? string[]
    : Declared[Name]['type'] extends 'boolean'
      ? boolean
      : string;
};

export type OptionReading<Declared extends Record<string, OptionDeclaration>> =
  | {
      readonly ok: true;
      readonly values: Values<Declared>;
      readonly positionals: readonly string[];
    }
  | { readonly ok: false; readonly sentence: string };

/** Options and positionals as declared; anything else is a sentence that says what is wrong. */
export function readOptions<const Declared extends Record<string, OptionDeclaration>>(
  argv: readonly string[],
  options: Declared,
): OptionReading<Declared> {
  try {
    const parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
    // parseArgs has made the values from these very declarations; its own type is too deep to be named here.
    return { ok: true, values: parsed.values as Values<Declared>, positionals: parsed.positionals };
  } catch (error) {
    // Node's own sentence names the option; what follows the first full stop is advice about `--`.
    const sentence = error instanceof Error ? error.message.split('. ')[0] : 'wrong usage';
    return { ok: false, sentence: `${sentence}.` };
  }
}

/** As `readOptions`, for commands that take options only. */
export function readOptionsOnly<const Declared extends Record<string, OptionDeclaration>>(
  argv: readonly string[],
  options: Declared,
): OptionReading<Declared> {
  const read = readOptions(argv, options);
  return read.ok && read.positionals.length > 0
    ? { ok: false, sentence: `There is nothing to do with ${read.positionals.join(' ')}.` }
    : read;
}

/** Says one plain sentence and gives the exit code of wrong usage. */
export function wrongUsage(io: CommandIo, sentence: string): 2 {
  io.err(`${sentence}\n`);
  return 2;
}
