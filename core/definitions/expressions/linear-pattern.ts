/**
 * Patterns of survey authors run in time that grows with the text alone, on the phone as on the server: RE2 runs them.
 * JavaScript's own engine takes seconds on `^(a+)+$` and thirty letters, and a form that stands still loses its person.
 */
import { RE2JS } from 're2js';

/** @returns whether a text holds the pattern somewhere; `undefined` for a pattern that not both engines can read. */
export function linearPattern(
  pattern: string,
  ignoreCase: boolean,
): ((text: string) => boolean) | undefined {
  try {
    // Authors write JavaScript's patterns: what that cannot read is none.
    RegExp(pattern);
    const flags = ignoreCase ? RE2JS.CASE_INSENSITIVE : 0;
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern), flags);
    return (text) => compiled.matcher(text).find();
  } catch {
    return undefined;
  }
}
