/** What the workspace asks for when it wants a report. */
import { z } from 'zod';
import { productLanguages } from '#core/kernel/localized-text.ts';

export const reportQuerySchema = z.strictObject({
  language: z.enum(productLanguages),
  by: z.string().max(200).optional(),
  format: z.enum(['html', 'docx', 'pdf', 'xlsx']).default('html'),
  exact: z.literal('1').optional(),
  title: z.string().trim().max(300).optional(),
});
