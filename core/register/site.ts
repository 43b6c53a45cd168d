/** A factory, clinic, office, commune or prison: where answers belong. */
export interface Site {
  readonly id: string;
  readonly projectId: string;
  /** The value of the site variable; never changes, whatever the name becomes. */
  readonly code: string;
  readonly name: string;
  /** People at the site, if known. */
  readonly headcount: number | null;
}

/**
 * A code made of a name, in plain letters and digits: `Nhà máy Tân Đông` → `nha-may-tan-dong`. Names in other
 * scripts give `site`. If the code is taken, the caller asks for the next `attempt`, which adds its number.
 */
export function siteCode(name: string, attempt = 1): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  const code = plain || 'site';
  return attempt === 1 ? code : `${code}-${attempt}`;
}
