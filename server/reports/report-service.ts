/** The summary report in each form it leaves the product in. Figures come as tables that passed the gate, never as rows. */
import { canonicalHash } from '#core/kernel/canonical-json.ts';
import type { Report } from '#core/reports/block.ts';
import { composeReport, figuresOf } from '#core/reports/compose.ts';
import type { Figure } from '#core/reports/figure.ts';
import { renderHtml } from '#core/reports/html.ts';
import type { ReportFacts, ReportInput } from '#core/reports/report-context.ts';
import type { FieldResponse } from '#server/analysis/field-response.ts';
import { renderDocx } from '#server/reports/docx.ts';

export interface MadeReport {
  readonly report: Report;
  html(): string;
  docx(): Promise<Uint8Array>;
  /** Every figure once, as `report --json` lists them. */
  figures(): readonly Figure[];
}

export function makeReport(input: ReportInput): MadeReport {
  const report = composeReport(input);
  return {
    report,
    html: () => renderHtml(report),
    docx: () => renderDocx(report),
    figures: () => figuresOf(report),
  };
}

/** Names the figures that a report from storage was made of: the same tables, the same eight digits. */
export const fingerprintOf = ({
  definition,
  tables,
}: Pick<ReportInput, 'definition' | 'tables'>): string =>
  canonicalHash({ definition, tables }).slice(0, 8);

/** How people were chosen, in the report's words. */
export const responseFacts = ({
  sampling,
  ...response
}: FieldResponse): Pick<ReportFacts, 'sampling' | 'response'> => ({ sampling, response });
