/** What a question leaves to tick or to write on. */
import {
  booleanOffers,
  columnOffers,
  type Offer,
  offersOf,
  ratingOffers,
} from '#core/definitions/categories.ts';
import type { Item } from '#core/definitions/definition.ts';
import {
  elementsOf,
  numberProperty,
  toItem,
  valuesOf,
} from '#core/definitions/element-properties.ts';
import type { Composing } from '#core/definitions/paper/compose-paper.ts';
import type { PaperAnswer, PaperBody, PaperText } from '#core/definitions/paper/paper-form.ts';
import { widthOfNumber } from '#core/definitions/paper/paper-how.ts';
import { letterOf } from '#core/definitions/paper/paper-questions.ts';

export function paperBody(item: Item, number: string, composing: Composing): PaperBody {
  switch (item.type) {
    case 'radiogroup':
    case 'buttongroup':
    case 'dropdown':
    case 'boolean':
    case 'checkbox':
    case 'tagbox':
      return answersBody(item, composing);
    case 'ranking':
      return { kind: 'ranks', answers: answersOf(item, composing) };
    case 'rating':
      return scale(item, composing);
    case 'matrix':
      return {
        kind: 'grid',
        columns: columnOffers(item).map((offer, index) => plainAnswer(offer, index, composing)),
        rows: rowsOf(item, number, composing),
      };
    case 'matrixdropdown':
    case 'matrixdynamic':
      return table(item, composing);
    case 'multipletext':
      return { kind: 'texts', rows: textsOf(item, number, composing) };
    case 'comment':
      return { kind: 'lines', count: Math.min(8, Math.max(3, numberProperty(item, 'rows') ?? 3)) };
    default:
      return written(item);
  }
}

/** A list that is filled later, as that of the sites, leaves a line to write on. */
function answersBody(item: Item, composing: Composing): PaperBody {
  const answers = answersOf(item, composing);
  const isMany = item.type === 'checkbox' || item.type === 'tagbox';
  return answers.length > 0 ? { kind: 'answers', isMany, answers } : { kind: 'lines', count: 1 };
}

/** The words of a choice, of which `other` and the like are among the built-in ones. */
function answersOf(item: Item, composing: Composing): readonly PaperAnswer[] {
  const { numbering, skips, words } = composing;
  const offers = item.type === 'boolean' ? booleanOffers(item) : offersOf(item, numbering.itemOf);
  return offers.map((offer, index) => {
    const skip = skips.after(item, offer.value);
    const said =
      skip === undefined
        ? {}
        : {
            skip:
              skip === 'end'
                ? words.text('paper.skip-end')
                : words.text('paper.skip', { number: skip }),
          };
    const isWritten = offer.value === 'other' && item.showOtherItem === true;
    return { ...plainAnswer(offer, index, composing), ...said, isWritten };
  });
}

const plainAnswer = (
  { value, text }: Offer,
  index: number,
  { text: say }: Composing,
): PaperAnswer => ({
  mark: String(index + 1),
  text: say(text, String(value)),
  code: String(value),
  isWritten: false,
});

function scale(item: Item, composing: Composing): PaperBody {
  const offers = ratingOffers(item);
  const end = (text: unknown): PaperText | undefined =>
    text ? composing.text(text, '') : undefined;
  return {
    kind: 'scale',
    answers: offers.map(({ value, text }, index) => ({
      ...plainAnswer({ value, isExclusive: false }, index, composing),
      mark: String(value),
      text:
        valuesOf(item, 'rateValues').length > 0
          ? composing.text(text, String(value))
          : { text: '', language: '' },
    })),
    ends: [end(item.minRateDescription), end(item.maxRateDescription)],
  };
}

const rowsOf = (item: Item, number: string, { text }: Composing) =>
  valuesOf(item, 'rows').map((row, index) => ({
    number: `${number}${letterOf(index)}`,
    text: text(row.text, String(row.value)),
  }));

const textsOf = (item: Item, number: string, { text }: Composing) =>
  elementsOf(item, 'items').map((part, index) => ({
    number: `${number}${letterOf(index)}`,
    text: text(part.title, String(part.name ?? '')),
  }));

/** Rows that are printed of a table to which people add rows. */
const blankRows = 5;

function table(item: Item, composing: Composing): PaperBody {
  const columns = elementsOf(item, 'columns').map((column) => ({
    text: composing.text(column.title, String(column.name ?? '')),
    answers: cellAnswers(column, item, composing),
  }));
  const most = Math.min(numberProperty(item, 'maxRowCount') ?? blankRows, 8);
  const rows =
    item.type === 'matrixdropdown'
      ? valuesOf(item, 'rows').map((row) => composing.text(row.text, String(row.value)))
      : Array.from({ length: most }, () => undefined);
  return { kind: 'table', columns, rows };
}

function cellAnswers(
  column: Readonly<Record<string, unknown>>,
  item: Item,
  composing: Composing,
): readonly PaperAnswer[] {
  const type = column.cellType ?? item.cellType ?? 'dropdown';
  if (type === 'boolean') {
    return booleanOffers(toItem(column)).map((offer, index) =>
      plainAnswer(offer, index, composing),
    );
  }
  if (!['dropdown', 'radiogroup', 'checkbox', 'tagbox', 'rating'].includes(String(type))) return [];
  const own = toItem({ ...column, choices: column.choices ?? item.choices });
  const offers = type === 'rating' ? ratingOffers(own) : offersOf(own, composing.numbering.itemOf);
  return offers.map((offer, index) => plainAnswer(offer, index, composing));
}

function written(item: Item): PaperBody {
  switch (item.inputType) {
    case 'date':
      return { kind: 'boxes', groups: [2, 2, 4], between: '/' };
    case 'time':
      return { kind: 'boxes', groups: [2, 2], between: ':' };
    case 'datetime-local':
      return { kind: 'boxes', groups: [2, 2, 4, 2, 2], between: '/' };
    case 'number':
      return { kind: 'boxes', groups: [widthOfNumber(item)], between: '' };
    default:
      return { kind: 'lines', count: 1 };
  }
}
