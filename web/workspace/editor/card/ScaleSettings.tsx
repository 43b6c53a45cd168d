import { Button } from '@mantine/core';
import { ratingOffers } from '#core/definitions/categories.ts';
import { NumberField } from '#web/workspace/editor/card/Fields.tsx';
import { Settings } from '#web/workspace/editor/card/Settings.tsx';
import { TwoTexts } from '#web/workspace/editor/card/TwoTexts.tsx';
import { itemAt } from '#web/workspace/editor/model/places.ts';
import { setAt } from '#web/workspace/editor/model/pointer.ts';
import { useAt, useEditor } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './card.module.css';

/** From where to where, what the ends are called; or each step with words of its own. */
export function ScaleSettings({ pointer }: { readonly pointer: string }) {
  const { t } = useLanguage();
  const editor = useEditor();
  const hasSteps = Array.isArray(useAt(`${pointer}/rateValues`));
  const nameSteps = () => {
    const item = itemAt(editor.definition(), pointer);
    if (!item) return;
    const steps = ratingOffers(item).map(({ value, text }) => ({ value, ...(text && { text }) }));
    editor.change(setAt(editor.definition(), `${pointer}/rateValues`, steps));
  };
  if (hasSteps) {
    return (
      <div className={css.extras}>
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => editor.change((now) => setAt(now, `${pointer}/rateValues`, undefined))}
        >
          {t('editor.scale.ends-only')}
        </Button>
      </div>
    );
  }
  return (
    <>
      <Settings>
        <NumberField
          whole
          pointer={pointer}
          property="rateMin"
          label={t('editor.scale.min')}
          usual={1}
        />
        <NumberField
          whole
          pointer={pointer}
          property="rateMax"
          label={t('editor.scale.max')}
          usual={5}
        />
      </Settings>
      <TwoTexts pointer={`${pointer}/minRateDescription`} label={t('editor.scale.low')} />
      <TwoTexts pointer={`${pointer}/maxRateDescription`} label={t('editor.scale.high')} />
      <div className={css.extras}>
        <Button variant="subtle" size="compact-sm" onClick={nameSteps}>
          {t('editor.scale.name-steps')}
        </Button>
      </div>
    </>
  );
}
