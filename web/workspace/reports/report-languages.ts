/** In which languages reports are written so far; the server refuses others. */
export const reportLanguages = ['vi', 'en'] as const;
export type ReportLanguage = (typeof reportLanguages)[number];

export const isReportLanguage = (tag: string): tag is ReportLanguage =>
  (reportLanguages as readonly string[]).includes(tag);
