/**
 * Many links at once, from what somebody pastes out of a list or a spreadsheet: a name a line, then, after a tab or a
 * semicolon, the site and how many responses are wanted.
 */
import type { SiteReply } from '#core/register/register-api.ts';

/** Stops a line: what is asked for cannot be made. */
export type LineProblem = 'name-missing' | 'name-long' | 'site-unknown' | 'wanted-unfit' | 'cells';
/** Does not stop a line: two people may be called the same. */
export type LineRemark = 'twice' | 'known';

export interface PastedLine {
  /** Counted from 1, empty lines too, so that it is found again in the box. */
  readonly line: number;
  readonly holder: string;
  /** What stood there for a site; empty if nothing did. */
  readonly siteText: string;
  readonly site?: SiteReply;
  readonly wanted?: number;
  readonly problem?: LineProblem;
  readonly remark?: LineRemark;
}

/** As many as the server makes in one go. */
export const mostLines = 200;
const longestName = 200;
const mostWanted = 10_000_000;

interface Around {
  readonly sites: readonly SiteReply[];
  /** Who holds a link of this survey already. */
  readonly holders: readonly string[];
}

export function readPastedNames(text: string, { sites, holders }: Around): readonly PastedLine[] {
  const known = new Set(holders.map(plain));
  const seen = new Set<string>();
  const lines: PastedLine[] = [];
  for (const [place, raw] of text
    .normalize('NFC')
    .split(/\r\n|\r|\n/)
    .entries()) {
    if (raw.trim() === '') continue;
    const line = readLine(raw, place + 1, sites);
    const key = `${plain(line.holder)}|${line.site?.id ?? line.siteText}`;
    const remark = seen.has(key) ? 'twice' : known.has(plain(line.holder)) ? 'known' : undefined;
    seen.add(key);
    lines.push(remark && !line.problem ? { ...line, remark } : line);
  }
  return lines;
}

function readLine(raw: string, line: number, sites: readonly SiteReply[]): PastedLine {
  const [holder = '', second = '', third = '', ...more] = raw
    .split(raw.includes('\t') ? '\t' : ';')
    .map((cell) => cell.trim().replace(/\s+/g, ' '));
  // "Lan, 40" without a site between: a number that is no site's name is how many are wanted.
  const short = third === '' && wholeNumber(second) !== undefined && !siteCalled(second, sites);
  const siteText = short ? '' : second;
  const wantedText = short ? second : third;
  const site = siteCalled(siteText, sites);
  const wanted = wantedText === '' ? undefined : wholeNumber(wantedText);
  const problem = problemOf();
  return {
    line,
    holder,
    siteText,
    ...(site && { site }),
    ...(wanted !== undefined && { wanted }),
    ...(problem && { problem }),
  };

  function problemOf(): LineProblem | undefined {
    if (holder === '') return 'name-missing';
    if (holder.length > longestName) return 'name-long';
    if (more.some((cell) => cell !== '')) return 'cells';
    if (siteText !== '' && !site) return 'site-unknown';
    if (wantedText !== '' && wanted === undefined) return 'wanted-unfit';
    return undefined;
  }
}

/** 1 and more; a dot, a comma or a space may part the thousands. */
function wholeNumber(text: string): number | undefined {
  if (!/^\d+$|^\d{1,3}([.,\s]\d{3})+$/.test(text)) return undefined;
  const value = Number(text.replace(/\D/g, ''));
  return value >= 1 && value <= mostWanted ? value : undefined;
}

/** By its name as written, else without marks and in any case, if only one is called so; else by its code. */
function siteCalled(text: string, sites: readonly SiteReply[]): SiteReply | undefined {
  if (text === '') return undefined;
  const exact = sites.find(({ name }) => name.normalize('NFC') === text);
  if (exact) return exact;
  const alike = sites.filter(({ name }) => plain(name) === plain(text));
  return alike.length === 1 ? alike[0] : sites.find(({ code }) => code === text.toLowerCase());
}

/** Without marks, case and double spaces: "Nguyễn  Thị Đào" and "nguyen thi dao" are the same. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/\s+/g, ' ')
    .trim();
