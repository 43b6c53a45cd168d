/** Items of several answers in one: a matrix (a choice a row) and a multiple text. */
import { itemsOf, textProperty, valuesOf } from '#core/definitions/element-properties.ts';
import { Refusal, refusedProperty } from '#core/definitions/expressions/compile-expression.ts';
import { isRecord } from '#core/definitions/expressions/javascript-coercion.ts';
import { isEmpty } from '#core/definitions/expressions/values.ts';
import {
  always,
  type CompileSession,
  compileProperty,
  compileText,
  loosely,
} from '#core/definitions/logic/conditions.ts';
import { limitChecks } from '#core/definitions/logic/limits.ts';
import {
  isRowShown,
  type MatrixRow,
  ownValue,
  type RunContext,
  type TextPart,
  type Unit,
} from '#core/definitions/logic/unit.ts';
import { compileValidators } from '#core/definitions/logic/validators.ts';

const aboutRows = {
  when: 'earlier',
  result: 'condition',
  choiceWords: ['item', 'row', 'column', 'choice', 'self'],
} as const;

export function addMatrixRules(unit: Unit, session: CompileSession): void {
  const common = loosely(compileProperty(unit, 'rowsVisibleIf', session, aboutRows));
  const rows: MatrixRow[] = [];
  valuesOf(unit.element, 'rows').forEach((row, index) => {
    session.attempt(`${unit.pointer}/rows/${index}/visibleIf`, () => {
      const own = loosely(compileText(textProperty(row, 'visibleIf'), unit, session, aboutRows));
      rows.push({ key: String(row.value), value: row.value, isShown: own ?? common });
    });
  });
  const columns = new Set<unknown>(valuesOf(unit.element, 'columns').map((column) => column.value));
  session.attempt(`${unit.pointer}/columns`, () => {
    if ([...columns].some((column) => !column) && !session.lenient) {
      throw new Refusal('column-dropped');
    }
  });
  unit.rows = rows;
  unit.clean = (value, context) => cleanMatrix(value, rows, columns, context);
}

function cleanMatrix(
  value: unknown,
  rows: readonly MatrixRow[],
  columns: ReadonlySet<unknown>,
  context: RunContext,
): unknown {
  if (!isRecord(value)) return undefined;
  const kept: Record<string, unknown> = {};
  for (const row of rows) {
    const answer = ownValue(value, row.key);
    if (answer !== undefined && columns.has(answer) && isRowShown(row, context)) {
      kept[row.key] = answer;
    }
  }
  return Object.keys(kept).length > 0 ? kept : undefined;
}

export function addMultipleTextRules(unit: Unit, session: CompileSession): void {
  const parts: TextPart[] = [];
  itemsOf(unit.element, 'items').forEach((part, index) => {
    const pointer = `${unit.pointer}/items/${index}`;
    session.attempt(pointer, () => {
      // survey-core takes no notice of these here.
      const ignored = ['requiredIf', 'min', 'max', 'step'].find((name) => part[name] !== undefined);
      if (ignored && !session.lenient) throw refusedProperty(ignored);
      const place: Unit = {
        ...unit,
        pointer,
        element: { ...part, type: 'text' },
        type: 'text',
        partNames: [],
      };
      parts.push({
        name: part.name,
        required: part.isRequired === true ? always : undefined,
        checks: limitChecks(place, session),
        validators: compileValidators(place, session),
      });
    });
  });
  unit.parts = parts;
  unit.clean = (value) => cleanTexts(value, parts);
}

function cleanTexts(value: unknown, parts: readonly TextPart[]): unknown {
  if (!isRecord(value)) return undefined;
  const kept: Record<string, unknown> = {};
  for (const { name } of parts) {
    const answer = ownValue(value, name);
    if (!isEmpty(answer)) kept[name] = answer;
  }
  return Object.keys(kept).length > 0 ? kept : undefined;
}
