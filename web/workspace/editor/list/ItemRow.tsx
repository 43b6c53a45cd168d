import { IconGripVertical } from '@tabler/icons-react';
import { memo } from 'react';
import type { Item } from '#core/definitions/definition.ts';
import { directionOf } from '#core/kernel/localized-text.ts';
import { kindIcon, kindKey } from '#web/workspace/editor/kind-words.ts';
import { ProblemBadge } from '#web/workspace/editor/list/ProblemBadge.tsx';
import { RowActions } from '#web/workspace/editor/list/RowActions.tsx';
import { dragItem } from '#web/workspace/editor/list/row-drag.ts';
import { childrenOf, childrenProperty, countIn } from '#web/workspace/editor/model/places.ts';
import { isAtOrInside } from '#web/workspace/editor/model/pointer.ts';
import { anyText } from '#web/workspace/editor/model/texts.ts';
import { useEditor } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './list.module.css';

interface ItemRowProps {
  readonly item: Item;
  readonly pointer: string;
  /** Place among all questions; what stands in a repeated group has none. */
  readonly number: number | null;
  readonly language: string;
  /** What is chosen, if it is this item or in it; else empty. */
  readonly selected: string;
  readonly counts: ReadonlyMap<string, number>;
}

/** One item of the list, and what stands inside it. */
export const ItemRow = memo(function ItemRow(props: ItemRowProps) {
  const { item, pointer, number, language, selected, counts } = props;
  const { t } = useLanguage();
  const editor = useEditor();
  const isChosen = selected === pointer;
  const title = anyText(item.title, [language], { locale: language });
  const problems = counts.get(pointer) ?? 0;
  const property = childrenProperty(item);
  const KindIcon = kindIcon(item);
  const facts = [
    t(kindKey(item)),
    item.isRequired === true && t('editor.row.required'),
    (item.visibleIf || item.requiredIf) && t('editor.row.conditional'),
  ].filter(Boolean);
  let inner = number;
  return (
    <li>
      <div className={css.row} data-on={isChosen || undefined} data-drop={pointer}>
        <span
          className={css.handle}
          aria-hidden
          onPointerDown={(event) => dragItem(event, pointer, editor)}
        >
          <IconGripVertical size={15} stroke={1.75} />
        </span>
        <button
          type="button"
          className={css.rowMain}
          data-row={pointer}
          aria-current={isChosen ? 'true' : undefined}
          tabIndex={isChosen ? 0 : -1}
          onClick={() => editor.select(pointer, { focus: 'card' })}
        >
          <span className={css.number}>
            {property === 'elements' || number === null ? (
              <KindIcon size={15} stroke={1.75} aria-hidden />
            ) : (
              number
            )}
          </span>
          <span className={css.words}>
            <span className={css.title} lang={language} dir={directionOf(language)}>
              {title || item.name}
            </span>
            <span className={css.facts}>{facts.join(' · ')}</span>
          </span>
        </button>
        {problems > 0 && <ProblemBadge count={problems} />}
        {isChosen && <RowActions pointer={pointer} item={item} />}
      </div>
      {property && (
        <ol className={css.inner}>
          {childrenOf(item).map((child, place) => {
            const at = `${pointer}/${property}/${place}`;
            const here = property === 'elements' ? inner : null;
            if (inner !== null) inner += child.type === 'panel' ? countIn(child) : 1;
            return (
              <ItemRow
                // biome-ignore lint/suspicious/noArrayIndexKey: items are told apart by their place, names may repeat
                key={place}
                item={child}
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
});
