/**
 * Texts of a form as a report may print them. Forms come from anywhere: their labels hold line breaks, the few tags
 * and marks by which ODK styles text, control characters, direction overrides, a comma at the end. All of that goes; the
 * words stay.
 */
const styling =
  /<\/?(?:b|i|u|em|strong|span|font|small|big|br|p|div|h[1-6]|center)(?:\s[^<>]*)?\/?>/gi;
const unprintable = /[\p{Cc}\ufffe\uffff]/gu;
const directionMarks = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const loneSurrogate = /\p{Cs}/gu;

/** One line, NFC, nothing invisible; at most `limit` characters, an ellipsis for the rest. */
export function cleanText(text: string, limit = 240): string {
  const clean = text
    .replace(styling, ' ')
    .replace(/[\t\n\r]/g, ' ')
    .replace(unprintable, '')
    .replace(directionMarks, '')
    .replace(loneSurrogate, '\ufffd')
    .replace(/\*\*|__/g, '')
    .replace(/^\s*#+\s*/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\s*[,;]+$/, '')
    .normalize('NFC');
  const characters = [...clean];
  return characters.length <= limit
    ? clean
    : `${characters
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`;
}
