/** The items of a pilot page by page, with the words of the definition. */
import type { PilotReply } from '#core/analysis/pilot-api.ts';
import { placedItems } from '#core/definitions/codebook.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { textOf } from '#core/definitions/languages.ts';
import type { LocalizedText } from '#core/kernel/localized-text.ts';

export type Shown = NonNullable<PilotReply['shown']>;
export type ItemFigures = Shown['figures']['items'][number];

export interface PilotRow {
  readonly figures: ItemFigures;
  readonly title: LocalizedText | undefined;
}

export interface PilotPage {
  readonly name: string;
  readonly number: number;
  readonly title: LocalizedText | undefined;
  readonly rows: readonly PilotRow[];
  /** Sum of the medians of its items. */
  readonly seconds: number;
  /** Tries that ended on it. */
  readonly stopped: number;
}

export function pilotPages({ definition: document, figures }: Shown): readonly PilotPage[] {
  // as: the server freezes nothing but what its publish gate has let through.
  const definition = document as unknown as Definition;
  const byName = new Map(figures.items.map((item) => [item.name, item]));
  const placed = placedItems(definition);
  return definition.pages.flatMap((page, index) => {
    const rows = placed
      .filter((place) => place.page === page)
      .flatMap(({ item }): PilotRow[] => {
        const found = byName.get(item.name);
        return found ? [{ figures: found, title: textOf(item.title, definition) }] : [];
      });
    if (rows.length === 0) return [];
    return [
      {
        name: page.name,
        number: index + 1,
        title: textOf(page.title, definition),
        rows,
        seconds: rows.reduce((sum, row) => sum + (row.figures.seconds?.median ?? 0), 0),
        stopped: rows.reduce((sum, row) => sum + row.figures.stopped, 0),
      },
    ];
  });
}
