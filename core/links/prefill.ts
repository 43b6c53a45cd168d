/** Answers that a link brings along: item → value, of items that say nothing about a person. */
export type Prefill = Readonly<Record<string, unknown>>;
