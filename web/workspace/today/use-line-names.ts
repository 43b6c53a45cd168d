import { purposes } from '#core/links/link.ts';
import type { FieldLine, FieldWork } from '#core/register/field-api.ts';
import { cellLabel } from '#web/workspace/field/cell-words.ts';
import { useTargetsQuery } from '#web/workspace/field/field-queries.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { purposeKeys } from '#web/workspace/links/purpose-words.ts';

export interface LineName {
  readonly name: string;
  readonly place: string | undefined;
}

/** How sites, links and quota cells are called: links that nobody holds by what they are for, cells by their answers. */
export function useLineNames(work: FieldWork, survey: string): (line: FieldLine) => LineName {
  const { t, language } = useLanguage();
  const breakdowns = useTargetsQuery(survey, work.cells.length > 0).data?.breakdowns ?? [];
  return ({ name, place, purpose, cell }) => {
    if (cell) return { name: cellLabel(cell, breakdowns, language), place: undefined };
    const known = purposes.find((one) => one === purpose);
    const use = known ? t(purposeKeys[known]) : '';
    if (!name) return { name: use, place };
    const detail = known === 'collector' ? place : [use, place].filter(Boolean).join(' · ');
    return { name, place: detail };
  };
}
