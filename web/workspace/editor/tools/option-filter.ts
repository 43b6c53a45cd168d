import type { ComboboxItem, ComboboxParsedItem, OptionsFilter } from '@mantine/core';
import { folded } from '#web/workspace/editor/tools/paste/codes-from-words.ts';

/** Options found without diacritics, by label or code: "tuoi" finds "Tuổi". Groups stay groups. */
export const matchesFolded: OptionsFilter = ({ options, search, limit }) => {
  const wanted = folded(search);
  let left = limit;
  const isFound = ({ label, value }: ComboboxItem): boolean =>
    (folded(label).includes(wanted) || value.toLowerCase().includes(wanted)) && left-- > 0;
  return options.flatMap((option): ComboboxParsedItem[] => {
    if (!('group' in option)) return isFound(option) ? [option] : [];
    const items = option.items.filter(isFound);
    return items.length > 0 ? [{ ...option, items }] : [];
  });
};
