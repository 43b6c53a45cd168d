import type { Definition, Item, Page } from '#core/definitions/definition.ts';

export interface BlockName {
  readonly name: string;
  readonly version: number;
}

/** The surveys of the library that a definition includes, each once. */
export function blocksIn(definition: Definition): readonly BlockName[] {
  const found = new Map<string, BlockName>();
  const look = (container: Page | Item): void => {
    const block = typeof container.lnInclude === 'string' ? blockFrom(container.lnInclude) : null;
    if (block) found.set(`${block.name}@${block.version}`, block);
    for (const child of container.elements ?? []) look(child);
  };
  for (const page of definition.pages) look(page);
  return [...found.values()];
}

function blockFrom(text: string): BlockName | null {
  const [, name, version] = /^([a-z0-9-]+)@(\d+)$/.exec(text) ?? [];
  return name && version ? { name, version: Number(version) } : null;
}
