/**
 * A formatter for the part of ICU that the phone's catalogue uses: `{name}` and `{n, plural, …}` with `#`. The whole
 * of ICU costs 9 kB on every first load; a test holds this one against it for each message of each language.
 */
export type Values = Readonly<Record<string, string | number>>;

/** @throws if the braces do not match or a value is missing: a fault of our own catalogue or code. */
export function formatMessage(message: string, values: Values, language: string): string {
  let text = '';
  for (let at = 0; at < message.length; ) {
    if (message[at] !== '{') {
      text += message[at];
      at += 1;
      continue;
    }
    const end = closingBrace(message, at);
    text += formatSlot(message.slice(at + 1, end), values, language);
    at = end + 1;
  }
  return text;
}

function formatSlot(slot: string, values: Values, language: string): string {
  const [name = '', kind, ...rest] = slot.split(',');
  const value = values[name.trim()];
  if (value === undefined) throw new Error(`no value for ${name}`);
  if (kind === undefined) return String(value);
  if (kind.trim() !== 'plural') throw new Error(`the phone does not know ${kind}`);
  const forms = pluralForms(rest.join(','));
  const form =
    forms.get(new Intl.PluralRules(language).select(Number(value))) ?? forms.get('other');
  if (form === undefined) throw new Error('a plural needs "other"');
  const shown = new Intl.NumberFormat(language).format(Number(value));
  return formatMessage(form.replaceAll('#', shown), values, language);
}

/** `one {…} other {…}` → category → message. */
function pluralForms(text: string): ReadonlyMap<string, string> {
  const forms = new Map<string, string>();
  for (let at = text.indexOf('{'), from = 0; at !== -1; at = text.indexOf('{', from)) {
    const end = closingBrace(text, at);
    forms.set(text.slice(from, at).trim(), text.slice(at + 1, end));
    from = end + 1;
  }
  return forms;
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error('a brace is not closed');
}
