/**
 * The least that makes a JSON document a definition: pages with elements, each with a type and a name, and the properties
 * that other rooms read in the kinds they read them. What else a property may be is the business of the publish gate.
 */
import { z } from 'zod';

const textSchema = z.union([z.string(), z.record(z.string(), z.string())]);
const valueSchema = z.union([z.string(), z.number(), z.boolean()]);
const choiceSchema = z.looseObject({
  value: valueSchema,
  text: textSchema.optional(),
  visibleIf: z.string().optional(),
  isExclusive: z.boolean().optional(),
});
const choicesSchema = z.array(z.union([valueSchema, choiceSchema]));
const validatorSchema = z.looseObject({
  type: z.enum(['numeric', 'text', 'answercount', 'regex', 'email', 'expression']),
  text: textSchema.optional(),
  regex: z.string().optional(),
  expression: z.string().optional(),
});

/** What any element may carry; expressions are texts, switches are true or false. */
const elementShape = {
  title: textSchema.optional(),
  description: textSchema.optional(),
  visible: z.boolean().optional(),
  visibleIf: z.string().optional(),
  enableIf: z.string().optional(),
  readOnly: z.boolean().optional(),
  isRequired: z.boolean().optional(),
  requiredIf: z.string().optional(),
  inputType: z.string().optional(),
  maxLength: z.number().optional(),
  choices: choicesSchema.optional(),
  choicesFromQuestion: z.string().optional(),
  choicesVisibleIf: z.string().optional(),
  rateValues: choicesSchema.optional(),
  rateMin: z.number().optional(),
  rateMax: z.number().optional(),
  maxSelectedChoices: z.number().optional(),
  minSelectedChoices: z.number().optional(),
  showOtherItem: z.boolean().optional(),
  showNoneItem: z.boolean().optional(),
  showDontKnowItem: z.boolean().optional(),
  showRefuseItem: z.boolean().optional(),
  showCommentArea: z.boolean().optional(),
  rows: z.union([choicesSchema, z.number()]).optional(),
  expression: z.string().optional(),
  validators: z.array(validatorSchema).optional(),
  maxPanelCount: z.number().optional(),
  maxRowCount: z.number().optional(),
  lnRole: z.string().optional(),
  lnClass: z.string().optional(),
  lnMeasure: z.string().optional(),
  lnMissing: z.array(valueSchema).optional(),
  lnProblem: z.array(valueSchema).optional(),
  lnLabel: textSchema.optional(),
  lnChoiceLabels: z.record(z.string(), textSchema).optional(),
};

const columnSchema = z.looseObject({ ...elementShape, name: z.string() });

const itemSchema: z.ZodType = z.looseObject({
  ...elementShape,
  type: z.string(),
  name: z.string(),
  items: z.array(columnSchema).optional(),
  columns: z.array(z.union([valueSchema, z.looseObject({})])).optional(),
  elements: z.array(z.lazy(() => itemSchema)).optional(),
  templateElements: z.array(z.lazy(() => itemSchema)).optional(),
});

export const definitionSchema = z.looseObject({
  title: textSchema.optional(),
  description: textSchema.optional(),
  locale: z.string().optional(),
  pages: z.array(
    z.looseObject({
      name: z.string(),
      title: textSchema.optional(),
      description: textSchema.optional(),
      visible: z.boolean().optional(),
      visibleIf: z.string().optional(),
      enableIf: z.string().optional(),
      elements: z.array(itemSchema).optional(),
    }),
  ),
  calculatedValues: z
    .array(
      z.looseObject({
        name: z.string(),
        expression: z.string(),
        includeIntoResult: z.boolean().optional(),
      }),
    )
    .optional(),
  maxTextLength: z.number().optional(),
  maxCommentLength: z.number().optional(),
});
