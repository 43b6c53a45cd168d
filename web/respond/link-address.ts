/** The link that this page was opened by: `/s/<link id>#<token>`; the token is missing where only the path was kept. */
export interface LinkAddress {
  readonly linkId: string;
  readonly token: string | undefined;
}

export function readLinkAddress(location: {
  readonly pathname: string;
  readonly hash: string;
}): LinkAddress {
  const linkId = decodeURIComponent(location.pathname.split('/')[2] ?? '');
  const token = location.hash.slice(1);
  return { linkId, token: /^[A-Za-z0-9_-]{16,64}$/.test(token) ? token : undefined };
}
