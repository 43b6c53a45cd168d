import { ItemCard } from '#web/workspace/editor/card/ItemCard.tsx';
import { PageCard } from '#web/workspace/editor/card/PageCard.tsx';
import { SurveyCard } from '#web/workspace/editor/card/SurveyCard.tsx';
import { kindOfPlace } from '#web/workspace/editor/model/places.ts';
import { ToolTabs } from '#web/workspace/editor/tools/ToolTabs.tsx';
import { useSelected } from '#web/workspace/editor/use-editor.ts';
import css from './card.module.css';

/** What is chosen, to be changed: an item, a page, or the survey as a whole; under it what there is to say of all. */
export function CardPane() {
  const selected = useSelected();
  const kind = kindOfPlace(selected);
  return (
    <>
      <div className={css.card} data-card>
        {kind === 'item' && <ItemCard key={selected} pointer={selected} />}
        {kind === 'page' && <PageCard key={selected} pointer={selected} />}
        {kind === 'survey' && <SurveyCard />}
      </div>
      <ToolTabs />
    </>
  );
}
