/** Exports write a place as one text and as four numbers; ODK as numbers only. */
import type { Field } from '#core/intake/data-file/fields.ts';
import type { ColumnTarget } from '#core/intake/data-file/match-columns.ts';

const parts = ['latitude', 'longitude', 'altitude', 'accuracy'] as const;
type Part = (typeof parts)[number];

export type PlaceColumns = ReadonlyMap<Part, number>;

interface PlacePart {
  readonly field: Field;
  readonly part: Part;
}

/** @param find the field of a heading, by path or label. */
export function placePart(
  heading: string,
  find: (heading: string) => ColumnTarget | undefined,
  fields: ReadonlyMap<string, Field>,
): PlacePart | undefined {
  const kobo = /^(.*\/)?_(.+)_(latitude|longitude|altitude|precision)$/s.exec(heading);
  const odk = /^(.+)[-/.](Latitude|Longitude|Altitude|Accuracy)$/s.exec(heading);
  const stems = kobo ? [`${kobo[1] ?? ''}${kobo[2]}`, kobo[2] ?? ''] : [odk?.[1] ?? ''];
  const word = (kobo?.[3] ?? odk?.[2] ?? '').toLowerCase();
  const part = parts.find((one) => one === (word === 'precision' ? 'accuracy' : word));
  if (!part) return undefined;
  for (const stem of stems) {
    const target = stem === '' ? undefined : find(stem);
    const field = target && fields.get(target.name);
    if (field?.variable.type === 'text') return { field, part };
  }
  return undefined;
}

/** `latitude longitude altitude accuracy`; undefined if the row says no place. */
export function placeText(
  columns: PlaceColumns,
  cellOf: (index: number) => string,
): string | undefined {
  const cells = parts.map((part) => {
    const index = columns.get(part);
    return index === undefined ? '' : cellOf(index);
  });
  const [latitude, longitude, altitude, accuracy] = cells;
  if (!latitude || !longitude) return undefined;
  return [latitude, longitude, altitude || '0', accuracy || '0'].join(' ');
}
