/**
 * What the import could not take as it stands. An error refuses the whole file, because going on would change what
 * other rows mean; a warning names the one row that loses something. Nothing is dropped without one.
 */
export interface ImportProblem {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  /** A plain English sentence that starts with the place: `survey!C12: …`. */
  readonly message: string;
  /** For the slots of `xlsform.<code>`. */
  readonly params?: Readonly<Record<string, string | number>>;
  /** The item by its groups: `household/age`; '' where no item is meant. */
  readonly path: string;
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: string;
}
