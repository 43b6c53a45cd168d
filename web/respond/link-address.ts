/**
 * The link that this page was opened by: `/s/<link id>#<token>`, or `#<token>.<one-time code>` from a sheet of codes.
 * The token is missing where only the path was kept.
 */
export interface LinkAddress {
  readonly linkId: string;
  readonly token: string | undefined;
  /** As it stands in the address, not yet looked at. */
  readonly code?: string;
  /** The language that the address asks for. */
  readonly language?: string;
}

export function readLinkAddress(location: {
  readonly pathname: string;
  readonly hash: string;
  readonly search?: string;
}): LinkAddress {
  const linkId = decodeURIComponent(location.pathname.split('/')[2] ?? '');
  const [token = '', code] = location.hash.slice(1).split('.');
  const language = new URLSearchParams(location.search ?? '').get('lang');
  return {
    linkId,
    token: /^[A-Za-z0-9_-]{16,64}$/.test(token) ? token : undefined,
    ...(code ? { code } : {}),
    ...(language ? { language } : {}),
  };
}
