import type { LinkReply } from '#core/links/link-api.ts';

/** What is about to be done with links: which dialog stands open. */
export type Doing =
  | { readonly kind: 'make' }
  /** Shows the address of a link that is still held. */
  | { readonly kind: 'show'; readonly linkId: string }
  | { readonly kind: 'edit' | 'hand-over' | 'codes'; readonly link: LinkReply }
  | { readonly kind: 'close' | 'revoke' | 'rotate'; readonly links: readonly LinkReply[] }
  /** No dialog: done at once, and can be taken back. */
  | { readonly kind: 'pause' | 'resume'; readonly links: readonly LinkReply[] };
