/** What the publish gate says, in the language of the screen: items by their question text, languages by their names. */
import type { z } from 'zod';
import { isBlockCode } from '#core/definitions/blocks.ts';
import { changeParams } from '#core/definitions/diff-versions.ts';
import { isElement } from '#core/definitions/element-properties.ts';
import { isFrozenCode } from '#core/definitions/frozen.ts';
import { isGateCode, isMendCode } from '#core/definitions/gate-codes.ts';
import { isDefinitionText } from '#core/definitions/languages.ts';
import type { definitionProblemSchema } from '#core/definitions/survey-api.ts';
import { chooseText, type LocalizedText } from '#core/kernel/localized-text.ts';
import { kindWords } from '#web/workspace/definitions/change-words.ts';
import { type OutlinePage, outlineOf } from '#web/workspace/definitions/outline.ts';
import { languageName } from '#web/workspace/language/catalogues.ts';
import type { WorkspaceMessages } from '#web/workspace/language/workspace-messages.ts';

type Problem = z.output<typeof definitionProblemSchema>;
type Params = NonNullable<Problem['params']>;

export interface ProblemWords {
  /** The sentence; of a code that the screen does not know, the English one that came with it. */
  readonly sentence: string;
  /** What one click would do, if anything. */
  readonly mend?: string;
}

/** Longer question texts are cut: the sentence is about something else. */
const longestTitle = 60;

/** Made once for a definition, then asked for each of its problems. */
export function problemWords(
  definition: unknown,
  t: WorkspaceMessages,
  language: string,
): (problem: Problem) => ProblemWords {
  const titles = titlesOf(definition, language);
  const filled = (params: Params): Params => {
    const { item, other, language: tag, ...rest } = params;
    return {
      ...rest,
      ...(item === undefined ? {} : { item: titles.get(String(item)) ?? item }),
      ...(other === undefined ? {} : { other: titles.get(String(other)) ?? other }),
      ...(tag === undefined ? {} : { language: languageName(String(tag)) }),
    };
  };
  const sentenceOf = ({ code, message, params }: Problem): string => {
    if (isGateCode(code) && params) return t(`gate.${code}`, filled(params));
    if (isBlockCode(code)) return t(`changes.${code}`);
    if (!isFrozenCode(code) || !params) return message;
    const values = { ...changeParams({ params }, language) };
    if (code === 'frozen-type-changed') {
      for (const name of ['from', 'to']) values[name] = kindWords(String(values[name]), t);
    }
    return t(`changes.${code}`, values);
  };
  return ({ mend, ...problem }) => ({
    sentence: sentenceOf(problem),
    ...(mend && isMendCode(mend.code)
      ? { mend: t(`gate.mend.${mend.code}`, filled(mend.params ?? {})) }
      : {}),
  });
}

/** By name; no item may be called `survey`, so that is the survey itself. */
function titlesOf(definition: unknown, language: string): ReadonlyMap<string, string> {
  const pages: readonly OutlinePage[] = outlineOf(definition) ?? [];
  const survey = { name: 'survey', title: titleOf(definition, language) };
  const named = [survey, ...pages.flatMap((page) => [page, ...page.items])];
  const titles = new Map<string, string>();
  for (const { name, title } of named) {
    const text = chooseText(title, [language])?.text;
    if (text)
      titles.set(name, text.length > longestTitle ? `${text.slice(0, longestTitle)}…` : text);
  }
  return titles;
}

function titleOf(definition: unknown, language: string): LocalizedText {
  const title = isElement(definition) ? definition.title : undefined;
  if (typeof title === 'string') return { [language]: title };
  return isDefinitionText(title) && typeof title !== 'string' ? title : {};
}
