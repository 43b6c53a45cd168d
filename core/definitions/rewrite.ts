/** Rewriting a definition: every expression and every text in it, or one element at a pointer. */
import { isElement } from '#core/definitions/element-properties.ts';
import { readableProperties } from '#core/definitions/languages.ts';
import type { TextKind } from '#core/definitions/references-in.ts';

type Element = Readonly<Record<string, unknown>>;

/** Properties that hold an expression, of SurveyJS and of ours. */
export const isExpressionProperty = (property: string): boolean =>
  property === 'expression' || property === 'lnCount' || /(?:If|Expression)$/.test(property);

const reportTexts: ReadonlySet<string> = new Set(['lnLabel', 'lnChoiceLabels', 'lnTheme', 'lnEnd']);

const kindOf = (property: string, around: TextKind | undefined): TextKind | undefined => {
  if (isExpressionProperty(property)) return 'expression';
  const isText = readableProperties.includes(property) || reportTexts.has(property);
  return isText || property === 'html' ? 'text' : around;
};

/** The same document with other expressions and texts; names, codes and what came from a sheet stay as they are. */
export function mapTexts<Document>(
  document: Document,
  rewrite: (text: string, kind: TextKind) => string,
): Document {
  const walk = (value: unknown, kind: TextKind | undefined): unknown => {
    if (typeof value === 'string') return kind ? rewrite(value, kind) : value;
    if (Array.isArray(value)) return value.map((entry) => walk(entry, undefined));
    if (!isElement(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([property, own]) => [
        property,
        property === 'lnXls' ? own : walk(own, kindOf(property, kind)),
      ]),
    );
  };
  return walk(document, undefined) as Document; // as: only texts were replaced, by texts
}

/** The document with another element at an RFC 6901 pointer of plain steps. */
export function withElement<Document>(
  document: Document,
  pointer: string,
  change: (element: Element) => Element,
): Document {
  const put = (value: unknown, steps: readonly string[]): unknown => {
    const [step, ...rest] = steps;
    if (step === undefined) return isElement(value) ? change(value) : value;
    if (Array.isArray(value)) {
      return value.map((entry, index) => (String(index) === step ? put(entry, rest) : entry));
    }
    return isElement(value) ? { ...value, [step]: put(value[step], rest) } : value;
  };
  return put(document, pointer.split('/').slice(1)) as Document; // as: one element in it is another
}
