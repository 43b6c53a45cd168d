/** How numbers are written in the report's language, and how precisely a base lets them be written. */
import type { ProductLanguage } from '#core/kernel/localized-text.ts';

/** Vietnamese 1.234,5 and 64,6%; English 1,234.5 and 64.6%. */
const locales: Readonly<Record<ProductLanguage, string>> = {
  vi: 'vi-VN',
  en: 'en-GB',
  ru: 'ru-RU',
  id: 'id-ID',
};

export const localeOf = (language: ProductLanguage): string => locales[language];

export interface NumberFormat {
  whole(value: number): string;
  /** At most `digits` decimals, none where the number is whole. */
  decimal(value: number, digits: number): string;
  percent(share: number, digits: number): string;
  /** A share without its sign, for intervals: 57.6. */
  points(share: number, digits: number): string;
  /** `iso`: YYYY-MM-DD. */
  date(iso: string): string;
}

export function numberFormat(language: ProductLanguage): NumberFormat {
  const locale = locales[language];
  const make = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const fixed = (digits: number) => ({
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const whole = make({ maximumFractionDigits: 0 });
  const percents = [0, 1].map((digits) => make({ style: 'percent', ...fixed(digits) }));
  const points = [0, 1].map((digits) => make(fixed(digits)));
  const dates = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: language === 'vi' ? 'numeric' : 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return {
    whole: (value) => whole.format(value),
    decimal: (value, digits) => make({ maximumFractionDigits: digits }).format(value),
    percent: (share, digits) => (percents[digits] ?? whole).format(share),
    points: (share, digits) => (points[digits] ?? whole).format(roundedPercent(share, digits)),
    date: (iso) => dates.format(new Date(`${iso}T00:00:00Z`)),
  };
}

/** 100 × share without the dust of the multiplication: 0.145 is 14.5, not 14.499999999999998. */
const roundedPercent = (share: number, digits: number): number =>
  Number((share * 100).toPrecision(12 - digits));

/**
 * What a base can carry: 100 answers one decimal in tables, 30 whole percents ("about"), 10 counts only, fewer
 * nothing that a sentence may say.
 */
export type Precision = 'tenths' | 'whole' | 'counts' | 'nothing';

export const precisionSteps = { tenths: 100, whole: 30, counts: 10 } as const;

export function precisionOf(n: number): Precision {
  if (n >= precisionSteps.tenths) return 'tenths';
  if (n >= precisionSteps.whole) return 'whole';
  return n >= precisionSteps.counts ? 'counts' : 'nothing';
}

/** Quantity words, half-open on the unrounded share; the sentence's message turns the band into words. */
export type QuantityBand =
  | 'all'
  | 'nearlyAll'
  | 'most'
  | 'majority'
  | 'half'
  | 'overThird'
  | 'third'
  | 'quarter'
  | 'some'
  | 'few';

const bands: readonly (readonly [number, QuantityBand])[] = [
  [1, 'all'],
  [0.95, 'nearlyAll'],
  [0.75, 'most'],
  [0.55, 'majority'],
  [0.45, 'half'],
  [0.38, 'overThird'],
  [0.28, 'third'],
  [0.2, 'quarter'],
  [0.1, 'some'],
];

export const quantityBand = (share: number): QuantityBand =>
  bands.find(([least]) => share >= least)?.[1] ?? 'few';
