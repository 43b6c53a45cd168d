/**
 * Regular expressions that survey authors write run in linear time only: RE2 compiles them or they are refused (no
 * look-around, no back-references). V8's own engine takes seconds on `^(a+)+$`, and the server answers everyone.
 */
import { RE2JS } from 're2js';
import { Refusal } from '#core/definitions/expressions/compile-expression.ts';

const longestPattern = 200;

/** Whether a text holds the pattern somewhere. @throws Refusal if it cannot be used on phone and server alike. */
export function compilePattern(pattern: string, ignoreCase: boolean): (text: string) => boolean {
  if (pattern.length > longestPattern) {
    throw new Refusal('pattern-too-long', { most: longestPattern }, 'regex');
  }
  try {
    // The phone runs it as JavaScript, so JavaScript must be able to read it as well.
    RegExp(pattern);
    const flags = ignoreCase ? RE2JS.CASE_INSENSITIVE : 0;
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern), flags);
    return (text) => compiled.matcher(text).find();
  } catch {
    throw new Refusal('pattern-refused', {}, 'regex');
  }
}
