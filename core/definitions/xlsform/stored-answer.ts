/** The text that an XForm holds → the value that an item of an imported form stores. */
import type { Item } from '#core/definitions/definition.ts';
import { toText } from '#core/definitions/xlsform/xpath/values.ts';

const ofSeveral = new Set(['checkbox', 'tagbox', 'ranking']);

/** @returns undefined for the empty text, and for a place that is not written as places are. */
export function storedAnswer(item: Item, value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? value : undefined;
  const text = toText(value);
  if (text === '') return undefined;
  if (ofSeveral.has(item.type)) return text.split(' ').filter((code) => code !== '');
  const [own] = item.validators ?? [];
  if (own?.type === 'regex' && own.lnWidget === true) {
    return new RegExp(String(own.regex)).test(text) ? text : undefined;
  }
  if (item.inputType !== 'number') return text;
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}
