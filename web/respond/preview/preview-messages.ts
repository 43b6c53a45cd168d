/**
 * What the editor and the phone that it shows in a frame say to each other. Both are pages of this site; whatever comes
 * from elsewhere, or is none of these, is not heard.
 */
import type { Definition } from '#core/definitions/definition.ts';

export type PreviewTheme = 'light' | 'dark';

/** From the editor: the survey as it stands, and how it is to be seen. */
export interface ShowMessage {
  readonly kind: 'show';
  /** Every definition has another number. */
  readonly revision: number;
  readonly definition: Definition;
  readonly language: string;
  readonly languages: readonly string[];
  readonly theme: PreviewTheme;
}

/** To a page, and an item on it unless the page itself is meant; both by name. */
export interface GoMessage {
  readonly kind: 'go';
  readonly page: string;
  readonly item: string | undefined;
  /** Those under which it is asked; absent where the answers so far will do. */
  readonly answers?: Readonly<Record<string, unknown>>;
}

export type ToPreview = ShowMessage | GoMessage | { readonly kind: 'restart' };

export type FromPreview =
  | { readonly kind: 'ready' }
  | { readonly kind: 'language'; readonly language: string }
  /** Where the chosen item can be seen now, given the answers so far. */
  | { readonly kind: 'place'; readonly isShown: boolean }
  | { readonly kind: 'answers'; readonly answers: Readonly<Record<string, unknown>> }
  | { readonly kind: 'failed' };

const kindsToPreview: readonly string[] = ['show', 'go', 'restart'];
const kindsFromPreview: readonly string[] = ['ready', 'language', 'place', 'answers', 'failed'];

/** Both sides are built together: the sender is checked, and the kind; the rest is as written above. */
function heardFrom(event: MessageEvent, sender: unknown, kinds: readonly string[]): unknown {
  const data: unknown = event.data;
  if (event.origin !== location.origin || event.source !== sender) return undefined;
  if (typeof data !== 'object' || data === null || !('kind' in data)) return undefined;
  return kinds.includes(String(data.kind)) ? data : undefined;
}

// as: the sender is our own page, which is built from the same types.
export const heardFromEditor = (event: MessageEvent): ToPreview | undefined =>
  heardFrom(event, parent, kindsToPreview) as ToPreview | undefined;

// as: as above.
export const heardFromPreview = (
  event: MessageEvent,
  frame: Window | null | undefined,
): FromPreview | undefined =>
  frame ? (heardFrom(event, frame, kindsFromPreview) as FromPreview | undefined) : undefined;
