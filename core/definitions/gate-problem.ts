import type { GateCode } from '#core/definitions/gate-codes.ts';

/** What the publish gate and `survey check` say about a definition. */
export interface GateProblem {
  /** Errors stand in the way of publishing; warnings do not. */
  readonly severity: 'error' | 'warning';
  /** Stable, for programs and translations: `name-invalid`, `reference-unknown`, … */
  readonly code: string;
  /** A plain English sentence. */
  readonly message: string;
  /** RFC 6901 pointer into the definition. */
  readonly path: string;
  /** Where the definition came from a sheet. */
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: string;
}

export interface GateOptions {
  /** Definitions made from XLSForms: names as they come, notes as text, pages of any length. */
  readonly lenient: boolean;
}

export const gateError = (code: GateCode, path: string, message: string): GateProblem => ({
  severity: 'error',
  code,
  message,
  path,
});

export const gateWarning = (code: GateCode, path: string, message: string): GateProblem => ({
  severity: 'warning',
  code,
  message,
  path,
});
