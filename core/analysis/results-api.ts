/** What the workspace and the server say to each other about results: `ResultTable` as it travels. */
import { z } from 'zod';
import { variableSchema } from '#core/definitions/survey-api.ts';

const textSchema = z.record(z.string(), z.string());
const choiceValueSchema = z.union([z.string(), z.number(), z.boolean()]);
const shownSchema = z.number().nullable();

export const resultsQuerySchema = z.strictObject({
  by: z.string().max(200).optional(),
  variable: z.string().max(200).optional(),
  exact: z.literal('1').optional(),
  format: z.enum(['json', 'csv', 'xlsx']).default('json'),
});

const numericFigureSchema = z.object({
  mean: shownSchema,
  sd: shownSchema,
  median: shownSchema,
  quartile1: shownSchema,
  quartile3: shownSchema,
  min: shownSchema,
  max: shownSchema,
  hidden: z.boolean(),
});

const categoryFigureSchema = z.object({
  value: choiceValueSchema,
  label: textSchema,
  shortLabel: textSchema.exactOptional(),
  listed: z.boolean(),
  count: shownSchema,
  share: shownSchema,
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  hidden: z.boolean(),
});

const resultColumnSchema = z.object({
  level: z.object({ value: choiceValueSchema, label: textSchema }).nullable(),
  asked: shownSchema,
  answered: shownSchema,
  missing: shownSchema,
  categories: z.array(categoryFigureSchema),
  numeric: numericFigureSchema.nullable(),
  tooFew: z.boolean(),
});

export const resultTableSchema = z.object({
  variable: variableSchema,
  inData: z.boolean(),
  /** `null` where the number of rows may not be shown. */
  rows: z.int().nullable(),
  by: variableSchema.nullable(),
  columns: z.array(resultColumnSchema),
  mode: z.enum(['gated', 'exact']),
});

export const resultsReplySchema = z.object({
  survey: z.string(),
  title: textSchema,
  /** Rows the figures are made of; `null` where that may not be shown. */
  rows: z.int().nullable(),
  /** When the newest response in the figures arrived, or the time of asking. */
  asOf: z.string(),
  mode: z.enum(['gated', 'exact']),
  tables: z.array(resultTableSchema),
});
export type ResultsReply = z.output<typeof resultsReplySchema>;

/** Figures of one block over all surveys of a project that include it; exact, for those entitled to that. */
export const blockResultsReplySchema = z.object({
  block: z.string(),
  rows: z.int(),
  asOf: z.string(),
  /** Why these figures are not for those who see aggregates only. */
  note: z.string(),
  surveys: z.array(z.object({ survey: z.string(), rows: z.int() })),
  conflicts: z.array(z.object({ name: z.string(), separateName: z.string(), survey: z.string() })),
  tables: z.array(resultTableSchema),
});
export type BlockResultsReply = z.output<typeof blockResultsReplySchema>;
