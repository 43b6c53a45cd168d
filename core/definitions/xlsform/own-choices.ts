/** Choices of an item as they were: built-in answers are switches again, values have their kind. */
import { isElement } from '#core/definitions/element-properties.ts';
import { choiceKey } from '#core/definitions/xlsform/choice-key.ts';
import {
  bare,
  fingerprint,
  type OwnRecord,
  type Put,
  saysOf,
} from '#core/definitions/xlsform/own-record.ts';

type Draft = Record<string, unknown>;

interface Records {
  get(kind: string, key: string): OwnRecord | undefined;
}

/** Takes the built-in answers out of the list: they are offered by switches of the item. */
export function restoreSpecials(item: Draft, records: Records): void {
  eachChoice(item, records, (choice, record) => {
    if (!record?.special) return choice;
    offerSpecial(item, choice, record.special);
    return undefined;
  });
}

/** Gives each choice what its row does not say. */
export function restoreChoices(item: Draft, records: Records): void {
  eachChoice(item, records, (choice, record) =>
    record ? restoreChoice({ ...choice }, record) : choice,
  );
}

function eachChoice(
  item: Draft,
  records: Records,
  adapt: (choice: Readonly<Record<string, unknown>>, record: OwnRecord | undefined) => unknown,
): void {
  const { choices, lnXls } = item;
  const list = isElement(lnXls) ? lnXls.list : undefined;
  if (!Array.isArray(choices) || typeof list !== 'string') return;
  const seen = new Map<string, number>();
  item.choices = choices
    .filter(isElement)
    .map((choice) =>
      adapt(choice, records.get('choice', choiceKey(list, String(choice.value), seen))),
    )
    .filter((choice) => choice !== undefined);
}

function offerSpecial(
  item: Draft,
  choice: Readonly<Record<string, unknown>>,
  [switches, textProperty, before]: NonNullable<OwnRecord['special']>,
): void {
  for (const name of switches) item[name] = true;
  if (fingerprint(choice.text) !== before) item[textProperty] = choice.text;
}

function restoreChoice(choice: Draft, { put = [] }: OwnRecord): unknown {
  const before = { ...choice };
  for (const one of put) {
    const [name, says] = one;
    if (name === '') {
      if (fingerprint(bare(before)) === says) return one[2];
    } else if (saysOf(before, name) === says) set(choice, name, one);
  }
  return choice;
}

function set(choice: Draft, name: string, put: Put): void {
  if (put.length > 2) choice[name] = put[2];
  else delete choice[name];
}
