/** The words that `lnClass` and `lnMeasure` may hold. */
import type { ItemClass, Measure } from '#core/definitions/definition.ts';

const classes: readonly unknown[] = [
  'identifier',
  'quasi',
  'sensitive',
  'free-text',
  'neutral',
] satisfies ItemClass[];
const measures: readonly unknown[] = [
  'nominal',
  'ordinal+',
  'ordinal-',
  'interval',
  'count',
] satisfies Measure[];

export const isItemClass = (value: unknown): value is ItemClass => classes.includes(value);

export const isMeasure = (value: unknown): value is Measure => measures.includes(value);

/** What is written where nothing is measured: free text. */
export const measuresNothing = (value: unknown): boolean => value === 'text' || value === '-';
