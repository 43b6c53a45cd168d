import { chooseText } from '#core/kernel/localized-text.ts';
import { type Speaking, subjectWords } from '#web/workspace/editor/tools/condition-sentence.ts';
import type { Subject } from '#web/workspace/editor/tools/subjects-of-item.ts';

interface Option {
  readonly value: string;
  readonly label: string;
}

interface OptionGroup {
  readonly group: string;
  readonly items: Option[];
}

/** What is asked before, by page; what the row asks about now is there in any case. */
export function itemOptions(
  item: string,
  chosen: Subject | undefined,
  speaking: Speaking,
): readonly (Option | OptionGroup)[] {
  const { t, languages } = speaking;
  const groups = new Map<string, OptionGroup>();
  for (const subject of speaking.subjects) {
    if (!subject.isBefore && subject !== chosen) continue;
    const group =
      subject.pageName === ''
        ? t('tools.condition.calculated')
        : (chooseText(subject.page, languages)?.text ?? subject.pageName);
    // Pages of one title are one group: options are told apart by the names of their groups.
    const known: OptionGroup = groups.get(group) ?? { group, items: [] };
    known.items.push({ value: subject.reference, label: subjectWords(subject, speaking) });
    groups.set(group, known);
  }
  const gone = item !== '' && !chosen ? [{ value: item, label: item }] : [];
  return [...gone, ...groups.values()];
}
