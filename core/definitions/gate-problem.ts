import type { GateCode, GateParams, MendCode } from '#core/definitions/gate-codes.ts';

/** One step of RFC 6902, of those that mends need. */
export type JsonPatch =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string };

/** What one click changes. It removes its problem and makes no new error. The words are `gate.mend.<code>`. */
export interface Mend {
  readonly code: MendCode;
  readonly params: GateParams;
  readonly patch: readonly JsonPatch[];
}

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
  /** For the slots of `gate.<code>`; `item` is the name of the innermost element at `path`. */
  readonly params?: GateParams;
  /** Present where one right way to mend it is plain. */
  readonly mend?: Mend;
  /** Where the definition came from a sheet. */
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: string;
}

/** A problem before its sentence is written and its mend is looked for. */
export interface GateFinding {
  readonly severity: 'error' | 'warning';
  readonly code: GateCode;
  readonly path: string;
  readonly params: GateParams;
}

export interface GateOptions {
  /** Definitions made from XLSForms: names as they come, notes as text, pages of any length. */
  readonly lenient: boolean;
  /** The register of a project has been put in; a document by itself (`lnChoicesFrom`) waits for it. */
  readonly sitesKnown?: boolean;
}

export const gateError = (code: GateCode, path: string, params: GateParams = {}): GateFinding => ({
  severity: 'error',
  code,
  path,
  params,
});

export const gateWarning = (
  code: GateCode,
  path: string,
  params: GateParams = {},
): GateFinding => ({ severity: 'warning', code, path, params });
