import { memo, useMemo, useState } from 'react';
import type { Page } from '#core/definitions/definition.ts';
import { AddBar } from '#web/workspace/editor/list/AddBar.tsx';
import { PageSection } from '#web/workspace/editor/list/PageSection.tsx';
import { SurveyRow } from '#web/workspace/editor/list/SurveyRow.tsx';
import { useListKeys } from '#web/workspace/editor/list/use-list-keys.ts';
import { countIn, kindOfPlace, pageOf } from '#web/workspace/editor/model/places.ts';
import { problemCounts } from '#web/workspace/editor/model/problem-counts.ts';
import {
  useEditorState,
  useLanguages,
  useProblems,
  useSelected,
  useSettled,
} from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './list.module.css';

/** So few items that no page needs to be folded. */
const fewItems = 15;

/** Pages and items in their order, with what there is to mend in each. */
export function ItemList() {
  const { t } = useLanguage();
  const pages = useEditorState(({ definition }) => definition.pages);
  const selected = useSelected();
  const { source } = useLanguages();
  const counts = useProblemCounts();
  const [isShort] = useState(() => pages.reduce((sum, page) => sum + count(page), 0) <= fewItems);
  const [folds, setFolds] = useState<ReadonlyMap<string, boolean>>(new Map());
  const keys = useListKeys();

  const fold = (name: string, isOpen: boolean) => setFolds(new Map(folds).set(name, isOpen));
  const chosenPage = selected === '' ? -1 : pageOf(selected);
  let before = 0;
  return (
    <div className={css.list}>
      <SurveyRow problems={counts.get('') ?? 0} />
      <ol className={css.pages} data-items onKeyDown={keys}>
        {pages.map((page, index) => {
          const first = before + 1;
          before += count(page);
          const isChosen = index === chosenPage;
          const holdsChosen = isChosen && kindOfPlace(selected) === 'item';
          return (
            <PageSectionMemo
              // biome-ignore lint/suspicious/noArrayIndexKey: pages are told apart by their place, names may repeat
              key={index}
              page={page}
              index={index}
              first={first}
              language={source}
              selected={isChosen ? selected : ''}
              isOpen={holdsChosen || (folds.get(page.name) ?? (isChosen || isShort))}
              counts={counts}
              onFold={fold}
            />
          );
        })}
      </ol>
      {pages.length === 0 && <p className={css.none}>{t('editor.list.none')}</p>}
      <AddBar />
    </div>
  );
}

const PageSectionMemo = memo(PageSection, (before, after) =>
  // `onFold` is new at each drawing and does the same.
  (Object.keys(after) as (keyof typeof after)[]).every(
    (name) => name === 'onFold' || before[name] === after[name],
  ),
);

const known = new WeakMap<Page, number>();
function count(page: Page): number {
  const found = known.get(page) ?? countIn(page);
  known.set(page, found);
  return found;
}

function useProblemCounts(): ReadonlyMap<string, number> {
  const problems = useProblems();
  const settled = useSettled();
  return useMemo(() => problemCounts(settled, problems), [settled, problems]);
}
