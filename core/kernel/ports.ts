/** What the world provides, handed in so that rules stay repeatable. */
export interface Clock {
  now(): Date;
}

export interface Secrets {
  /** `bytes` of randomness as base64url; 16 bytes give the 22 characters of a link token. */
  token(bytes: number): string;
  /** SHA-256 as lower-case hex. */
  hash(text: string): string;
}
