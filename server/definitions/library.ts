/** The survey library: the surveys that are shipped with the program, one folder a survey, one folder a version. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expandBlocks, type FindBlock } from '#core/definitions/blocks.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { isDefinitionText, languagesOf, textOf } from '#core/definitions/languages.ts';
import { shelfOf } from '#core/definitions/shelf.ts';
import type { LibraryReply } from '#core/definitions/survey-api.ts';
import { countItems, minutesOf } from '#core/definitions/survey-facts.ts';

export interface LibrarySurvey {
  readonly name: string;
  readonly version: number;
  readonly definition: Definition;
}

/** All versions of all surveys, by name, then by version. Read at each call: they are few and small. */
export function readLibrary(folder: string): readonly LibrarySurvey[] {
  return subfolders(folder).flatMap((name) =>
    subfolders(join(folder, name))
      .map(Number)
      .filter((version) => Number.isInteger(version) && version > 0)
      .sort((a, b) => a - b)
      .flatMap((version) => {
        const file = join(folder, name, String(version), 'definition.json');
        if (!existsSync(file)) return [];
        // as: shipped with the program, and checked by its tests at the publish gate.
        const definition = JSON.parse(readFileSync(file, 'utf8')) as Definition;
        return [{ name, version, definition }];
      }),
  );
}

/** The library as people would answer it: with the items of its blocks. */
export function readWholeLibrary(folder: string): readonly LibrarySurvey[] {
  const find = findInLibrary(folder);
  return readLibrary(folder).map((survey) => {
    const expanded = expandBlocks(survey.definition, find);
    return expanded.ok ? { ...survey, definition: expanded.value } : survey;
  });
}

/** One version of one survey, for surveys that include it as a block. */
export function findInLibrary(folder: string): FindBlock {
  return (name, version) => {
    const file = join(folder, name, String(version), 'definition.json');
    // as: shipped with the program, and checked by its tests at the publish gate.
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Definition) : undefined;
  };
}

const subfolders = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

export const toLibraryReply = ({ name, version, definition }: LibrarySurvey): LibraryReply => ({
  name,
  version,
  title: textOf(definition.title, definition) ?? {},
  purpose: purposeOf(definition),
  shelf: shelfOf(definition),
  languages: [...languagesOf(definition)],
  items: countItems(definition),
  minutes: minutesOf(definition),
});

function purposeOf(definition: Definition): LibraryReply['purpose'] {
  const { lnPurpose } = definition;
  return isDefinitionText(lnPurpose) ? { ...textOf(lnPurpose, definition) } : {};
}
