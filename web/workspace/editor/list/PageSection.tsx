import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { Page } from '#core/definitions/definition.ts';
import { directionOf } from '#core/kernel/localized-text.ts';
import { ItemRow } from '#web/workspace/editor/list/ItemRow.tsx';
import { PageMenu } from '#web/workspace/editor/list/PageMenu.tsx';
import { ProblemBadge } from '#web/workspace/editor/list/ProblemBadge.tsx';
import { childrenOf, countIn } from '#web/workspace/editor/model/places.ts';
import { isAtOrInside } from '#web/workspace/editor/model/pointer.ts';
import { anyText } from '#web/workspace/editor/model/texts.ts';
import { useEditor } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './list.module.css';

interface PageSectionProps {
  readonly page: Page;
  readonly index: number;
  /** Number of its first item. */
  readonly first: number;
  readonly language: string;
  /** What is chosen, if it is on this page; else empty. */
  readonly selected: string;
  readonly isOpen: boolean;
  readonly counts: ReadonlyMap<string, number>;
  readonly onFold: (name: string, isOpen: boolean) => void;
}

/** One page: its heading, and its items while it is open. */
export function PageSection(props: PageSectionProps) {
  const { page, index, first, language, selected, isOpen, counts, onFold } = props;
  const { t } = useLanguage();
  const editor = useEditor();
  const pointer = `/pages/${index}`;
  const items = childrenOf(page);
  const block = typeof page.lnInclude === 'string' ? page.lnInclude : '';
  const title = anyText(page.title, [language], { locale: language }) || block;
  const isChosen = selected === pointer;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const problems = isOpen ? (counts.get(pointer) ?? 0) : problemsOn(counts, pointer);
  let number = first;
  return (
    <li className={css.page} data-open={isOpen || undefined}>
      <div className={css.pageHead} data-on={isChosen || undefined} data-drop={pointer}>
        <button
          type="button"
          className={css.pageTitle}
          data-row={pointer}
          aria-current={isChosen ? 'true' : undefined}
          aria-expanded={isOpen}
          tabIndex={isChosen ? 0 : -1}
          onClick={() => {
            if (isChosen) onFold(page.name, !isOpen);
            editor.select(pointer);
          }}
        >
          <span lang={language} dir={directionOf(language)}>
            {title
              ? t('editor.page.titled', { number: index + 1, title })
              : t('editor.page.untitled', { number: index + 1 })}
          </span>
        </button>
        {!isOpen && !block && (
          <span className={css.pageCount}>{t('editor.page.count', { count: countIn(page) })}</span>
        )}
        {problems > 0 && <ProblemBadge count={problems} />}
        {isChosen && <PageMenu index={index} page={page} />}
        <button
          type="button"
          className={css.fold}
          tabIndex={-1}
          aria-label={t(isOpen ? 'editor.page.fold' : 'editor.page.unfold', { number: index + 1 })}
          onClick={() => {
            if (isOpen && selected !== '') editor.select(pointer);
            onFold(page.name, !isOpen);
          }}
        >
          <Chevron size={17} stroke={1.75} aria-hidden />
        </button>
      </div>
      {isOpen && (
        <ol>
          {items.map((item, place) => {
            const at = `${pointer}/elements/${place}`;
            const here = number;
            number += item.type === 'panel' ? countIn(item) : 1;
            return (
              <ItemRow
                // biome-ignore lint/suspicious/noArrayIndexKey: items are told apart by their place, names may repeat
                key={place}
                item={item}
                pointer={at}
                number={here}
                language={language}
                selected={isAtOrInside(selected, at) ? selected : ''}
                counts={counts}
              />
            );
          })}
        </ol>
      )}
    </li>
  );
}

/** Of the page and everything on it. */
function problemsOn(counts: ReadonlyMap<string, number>, pointer: string): number {
  let sum = counts.get(pointer) ?? 0;
  for (const [place, count] of counts) if (place.startsWith(`${pointer}/`)) sum += count;
  return sum;
}
