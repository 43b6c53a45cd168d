/**
 * The response rate is completed ÷ invited. Numerator: people who answered to the end, each once (responses where
 * people cannot be told apart). Denominator: everybody who was chosen and asked, also those who refused, gave up, turned
 * out not to belong (screened out) or were never met. In the terms of AAPOR's Standard Definitions (10th ed., 2023) that
 * is RR1 with screened-out people left in the denominator: never too high.
 */
export interface ResponseParts {
  readonly invited: number | null;
  readonly completed: number;
  readonly partial: number;
  readonly refused: number;
  readonly screenedOut: number;
}

export interface ResponseRate extends ResponseParts {
  /** 0 to 1; `null` where invitations are unknown, none, or fewer than answers. */
  readonly rate: number | null;
  /** Invited people of whom nothing came; `null` where that cannot be told. */
  readonly unheard: number | null;
}

/** The rate of one site, or of all together; the counts go along, so that nobody reads a share without its base. */
export function responseRate(parts: ResponseParts): ResponseRate {
  const { invited, completed, partial, refused, screenedOut } = parts;
  const canTell = invited !== null && invited > 0 && completed <= invited;
  const heard = completed + partial + refused + screenedOut;
  return {
    ...parts,
    rate: canTell ? completed / invited : null,
    unheard: canTell && heard <= invited ? invited - heard : null,
  };
}
