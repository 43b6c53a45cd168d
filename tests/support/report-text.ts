/** Reads rendered reports as people and checkers do. */
import type { Report } from '#core/reports/block.ts';
import { contentsOf } from '#core/reports/compose.ts';
import { textOf } from '#core/reports/writer.ts';

/** The running text of a report, one piece a line. */
export const linesOf = (report: Report): string =>
  `${contentsOf(report)
    .map(textOf)
    .filter((line) => line !== '')
    .join('\n')}\n`;

/**
 * What an HTML report says outside of its figures, the texts of the form, and the numbers of its parts. A digit here
 * is a number that nobody can trace.
 */
export function untracedText(html: string): string {
  return html
    .replace(/<title>.*?<\/title>/s, '')
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<data\b[^>]*>.*?<\/data>/g, ' ')
    .replace(/<bdi\b[^>]*>.*?<\/bdi>/g, ' ')
    .replace(/<text\b[^>]*\bdata-figure=[^>]*>.*?<\/text>/g, ' ')
    .replace(/<text\b[^>]*\b(?:class="tick"|lang=)[^>]*>.*?<\/text>/g, ' ')
    .replace(/<span class="(?:no|rule)">.*?<\/span>/g, ' ')
    .replace(/<a href="#annex[^"]*">.*?<\/a>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#\d+;/g, ' ');
}

/** Whether tags nest and nothing stands that XML forbids: what Word asks of its parts. */
export function xmlFault(xml: string): string | null {
  if (/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(xml))
    return 'a forbidden character';
  const open: string[] = [];
  for (const [tag, close, name, , selfClosing] of xml.matchAll(
    /<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>/g,
  )) {
    if (selfClosing) continue;
    if (!close) open.push(name ?? '');
    else if (open.pop() !== name) return `${tag} closes nothing`;
  }
  const rest = xml
    .replace(/<\?[^>]*\?>/g, '')
    .replace(/<\/?[\w:.-]+(?:\s+[\w:.-]+="[^"<]*")*\s*\/?>/g, '');
  if (/[<>]/.test(rest)) return 'a loose bracket';
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(xml)) return 'a loose ampersand';
  return open.length === 0 ? null : `${open.join(' ')} left open`;
}
