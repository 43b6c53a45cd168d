/**
 * XLSForm → definition. The form's own logic is kept to the letter: what SurveyJS says the same way natively, what it
 * does not through `x_…` functions. What cannot be kept becomes a problem that names sheet, row and column.
 */
import type { Definition } from '#core/definitions/definition.ts';
import { buildDefinition } from '#core/definitions/xlsform/build-definition.ts';
import { emptyTable, readTable, type Table } from '#core/definitions/xlsform/columns.ts';
import type { ImportProblem } from '#core/definitions/xlsform/import-problem.ts';
import { sheetsToKeep } from '#core/definitions/xlsform/kept-sheets.ts';
import { readLanguages } from '#core/definitions/xlsform/languages.ts';
import { leaveOutFaults } from '#core/definitions/xlsform/leave-out.ts';
import { nameNodes } from '#core/definitions/xlsform/outline.ts';
import { restoreOwn } from '#core/definitions/xlsform/own-sheet.ts';
import { gatherProblems } from '#core/definitions/xlsform/problems.ts';
import { readChoices, withOthers } from '#core/definitions/xlsform/read-choices.ts';
import { readOutline } from '#core/definitions/xlsform/read-outline.ts';
import { findSheet, type Sheet } from '#core/definitions/xlsform/sheet.ts';
import { warnOfUnusedColumns } from '#core/definitions/xlsform/unused-columns.ts';

export interface ImportedXlsform {
  /** Absent if one of the problems is an error. */
  readonly definition?: Definition;
  readonly problems: readonly ImportProblem[];
}

/** The same sheets always give the same definition and the same problems. */
export function importXlsform(sheets: readonly Sheet[]): ImportedXlsform {
  const problems = gatherProblems();
  const survey = tableOf(sheets, 'survey');
  if (!survey) {
    problems.refuse('sheet-missing', {}, { sheet: 'survey', row: 1, column: 'type' });
    return { problems: problems.found };
  }
  for (const key of ['type', 'name']) {
    if (survey.columns.some((column) => column.key === key)) continue;
    const place = { sheet: survey.sheet, row: 1, column: key };
    problems.refuse('column-missing', { column: key }, place);
  }
  if (problems.found.length > 0) return { problems: problems.found };
  warnOfUnusedColumns(survey, problems);
  const choices = tableOf(sheets, 'choices') ?? emptyTable('choices');
  const settings = tableOf(sheets, 'settings')?.rows[0];
  const allowDuplicates = /^(yes|true)/i.test(settings?.text('allow_choice_duplicates') ?? '');
  if (settings?.text('public_key')) {
    const place = { sheet: 'settings', row: settings.row, column: 'public_key' };
    problems.warn('encryption-dropped', {}, place);
  }
  const entities = tableOf(sheets, 'entities');
  const [entity] = entities?.rows ?? [];
  if (entities && entity) {
    problems.warn('entities', {}, { sheet: entities.sheet, row: entity.row, column: 'list_name' });
  }
  const types = survey.rows.map((row) => row.text('type'));
  const external = tableOf(sheets, 'external_choices') ?? emptyTable('external_choices');
  const lists = {
    choices: withOthers(readChoices(choices, allowDuplicates, problems), types),
    external: readChoices(external, allowDuplicates, problems),
  };
  const { root, leftOut } = readOutline(survey, lists, problems);
  const languages = readLanguages(
    [survey, choices, external],
    settings?.text('default_language') ?? '',
  );
  const names = nameNodes(root);
  const built = buildDefinition({
    root,
    names,
    languages,
    lists,
    settings,
    sheet: survey.sheet,
    leftOut,
    keptSheets: sheetsToKeep(sheets),
    choiceColumns: [...choices.columns, ...external.columns].map(({ header }) => header),
    problems,
  });
  const isRefused = (): boolean => problems.found.some(({ severity }) => severity === 'error');
  if (isRefused()) return { problems: problems.found };
  const definition = leaveOutFaults(built, problems, survey.sheet);
  if (isRefused()) return { problems: problems.found };
  return { definition: restoreOwn(definition, sheets, problems), problems: problems.found };
}

function tableOf(sheets: readonly Sheet[], name: string): Table | undefined {
  const sheet = findSheet(sheets, name);
  return sheet && readTable(sheet);
}
