/** How a question is answered on paper, in a few words. */
import type { Item } from '#core/definitions/definition.ts';
import { numberProperty, textProperty } from '#core/definitions/element-properties.ts';
import type { PaperWords } from '#core/definitions/paper/paper-words.ts';

export function howToAnswer(item: Item, words: PaperWords): string | undefined {
  switch (item.type) {
    case 'radiogroup':
    case 'buttongroup':
    case 'dropdown':
    case 'boolean':
      return words.text('paper.how.one');
    case 'checkbox':
    case 'tagbox':
      return howMany(item, words);
    case 'ranking':
      return words.text('paper.how.rank');
    case 'rating':
      return words.text('paper.how.scale');
    case 'matrix':
      return words.text('paper.how.grid');
    case 'matrixdynamic':
      return words.text('paper.how.table');
    case 'text':
      return howToWrite(item, words);
    default:
      return undefined;
  }
}

function howMany(item: Item, words: PaperWords): string {
  const most = numberProperty(item, 'maxSelectedChoices') ?? countLimit(item, 'maxCount');
  if (most !== undefined && most > 0) return words.text('paper.how.at-most', { count: most });
  return words.text('paper.how.many');
}

function countLimit(item: Item, name: string): number | undefined {
  const validator = item.validators?.find(({ type }) => type === 'answercount');
  return validator && numberProperty(validator, name);
}

function howToWrite(item: Item, words: PaperWords): string | undefined {
  const { inputType } = item;
  if (inputType === 'date') return words.text('paper.how.date');
  if (inputType === 'time') return words.text('paper.how.time');
  if (inputType !== 'number') return undefined;
  const numeric = item.validators?.find(({ type }) => type === 'numeric');
  const least = numberProperty(item, 'min') ?? (numeric && numberProperty(numeric, 'minValue'));
  const most = numberProperty(item, 'max') ?? (numeric && numberProperty(numeric, 'maxValue'));
  if (least !== undefined && most !== undefined) {
    return words.text('paper.how.number-between', { least, most });
  }
  return words.text('paper.how.number');
}

export const widthOfNumber = (item: Item): number => {
  const most = numberProperty(item, 'max');
  if (most !== undefined && most > 0) return Math.min(10, String(Math.floor(most)).length);
  return textProperty(item, 'lnMeasure') === 'count' ? 4 : 6;
};
