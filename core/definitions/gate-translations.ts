/** Texts that are missing in a language or wait for a look. People who answer read the default language meanwhile. */
import type { Definition } from '#core/definitions/definition.ts';
import {
  type GateFinding,
  type GateOptions,
  gateError,
  gateWarning,
} from '#core/definitions/gate-problem.ts';
import { defaultLanguageOf, forEachText, textOf } from '#core/definitions/languages.ts';
import { translationsOf } from '#core/definitions/translations.ts';

export function translationProblems(
  definition: Definition,
  { lenient }: GateOptions,
): readonly GateFinding[] {
  const language = defaultLanguageOf(definition);
  const findings: GateFinding[] = [];
  forEachText(definition, (text, path) => {
    if (typeof text === 'string' || textOf(text, definition)?.[language]?.trim()) return;
    // A form from elsewhere may lack a language here and there; any text there is gets shown.
    const say = lenient ? gateWarning : gateError;
    findings.push(say('default-text-missing', path, { language }));
  });
  for (const { state, pointer, language: other } of translationsOf(definition)) {
    if (state === 'done') continue;
    const code = state === 'missing' ? 'translation-missing' : 'translation-unsigned';
    findings.push(gateWarning(code, pointer, { language: other }));
  }
  return findings;
}
