import {
  ChoiceField,
  LineField,
  NumberField,
  SwitchField,
} from '#web/workspace/editor/card/Fields.tsx';
import { Fold } from '#web/workspace/editor/card/Fold.tsx';
import type { CardKind } from '#web/workspace/editor/card/ItemCard.tsx';
import { OptionalTexts } from '#web/workspace/editor/card/OptionalTexts.tsx';
import { ScaleSettings } from '#web/workspace/editor/card/ScaleSettings.tsx';
import { Settings } from '#web/workspace/editor/card/Settings.tsx';
import { TwoTexts } from '#web/workspace/editor/card/TwoTexts.tsx';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './card.module.css';

interface KindSettingsProps {
  readonly pointer: string;
  readonly kind: CardKind;
}

/** What only this kind of item can be told. */
export function KindSettings({ pointer, kind }: KindSettingsProps) {
  switch (kind) {
    case 'number':
      return <NumberSettings pointer={pointer} />;
    case 'date':
      return <DateSettings pointer={pointer} />;
    case 'short':
    case 'long':
      return <TextSettings pointer={pointer} isShort={kind === 'short'} />;
    case 'scale':
      return <ScaleSettings pointer={pointer} />;
    case 'yes-no':
      return <YesNoSettings pointer={pointer} />;
    case 'table':
      return <TableSettings pointer={pointer} />;
    case 'repeat':
      return <RepeatSettings pointer={pointer} />;
    default:
      return null;
  }
}

interface SettingsProps {
  readonly pointer: string;
}

/** How a list of answers is shown, and how many may be chosen. */
export function ChoiceSettings({ pointer, isMany }: SettingsProps & { readonly isMany: boolean }) {
  const { t } = useLanguage();
  return (
    <Fold title={t('editor.choices.settings')}>
      <Settings>
        <ChoiceField
          pointer={pointer}
          property="choicesOrder"
          label={t('editor.choices.order')}
          none={t('editor.choices.order-none')}
          options={[
            { value: 'random', label: t('editor.choices.order-random') },
            { value: 'asc', label: t('editor.choices.order-asc') },
            { value: 'desc', label: t('editor.choices.order-desc') },
          ]}
        />
        {isMany && (
          <>
            <NumberField
              whole
              pointer={pointer}
              property="minSelectedChoices"
              label={t('editor.choices.least')}
              min={0}
            />
            <NumberField
              whole
              pointer={pointer}
              property="maxSelectedChoices"
              label={t('editor.choices.most')}
              min={1}
            />
          </>
        )}
      </Settings>
    </Fold>
  );
}

function NumberSettings({ pointer }: SettingsProps) {
  const { t } = useLanguage();
  return (
    <>
      <Settings>
        <NumberField pointer={pointer} property="min" label={t('editor.number.min')} />
        <NumberField pointer={pointer} property="max" label={t('editor.number.max')} />
        <NumberField pointer={pointer} property="step" label={t('editor.number.step')} usual={1} />
      </Settings>
      <div className={css.extras}>
        <OptionalTexts pointer={`${pointer}/placeholder`} label={t('editor.number.unit')} />
      </div>
    </>
  );
}

function DateSettings({ pointer }: SettingsProps) {
  const { t } = useLanguage();
  return (
    <Settings>
      <LineField type="date" pointer={pointer} property="min" label={t('editor.date.min')} />
      <LineField type="date" pointer={pointer} property="max" label={t('editor.date.max')} />
    </Settings>
  );
}

function TextSettings({ pointer, isShort }: SettingsProps & { readonly isShort: boolean }) {
  const { t } = useLanguage();
  return (
    <>
      <Settings>
        <NumberField
          whole
          pointer={pointer}
          property="maxLength"
          label={t('editor.text.longest')}
          min={1}
        />
        {isShort && (
          <ChoiceField
            pointer={pointer}
            property="inputType"
            label={t('editor.text.kind')}
            none={t('editor.text.kind-any')}
            options={[
              { value: 'email', label: t('editor.text.kind-email') },
              { value: 'tel', label: t('editor.text.kind-phone') },
            ]}
          />
        )}
        {!isShort && (
          <NumberField
            whole
            pointer={pointer}
            property="rows"
            label={t('editor.text.rows')}
            min={1}
            max={20}
            usual={4}
          />
        )}
      </Settings>
      <div className={css.extras}>
        <OptionalTexts pointer={`${pointer}/placeholder`} label={t('editor.text.placeholder')} />
      </div>
    </>
  );
}

function YesNoSettings({ pointer }: SettingsProps) {
  const { t } = useLanguage();
  return (
    <>
      <TwoTexts pointer={`${pointer}/labelTrue`} label={t('editor.yes-no.yes')} />
      <TwoTexts pointer={`${pointer}/labelFalse`} label={t('editor.yes-no.no')} />
    </>
  );
}

function TableSettings({ pointer }: SettingsProps) {
  const { t } = useLanguage();
  return (
    <Settings>
      <SwitchField
        pointer={pointer}
        property="eachRowRequired"
        label={t('editor.table.each-row')}
      />
    </Settings>
  );
}

function RepeatSettings({ pointer }: SettingsProps) {
  const { t } = useLanguage();
  return (
    <>
      <Settings>
        <NumberField
          whole
          pointer={pointer}
          property="minPanelCount"
          label={t('editor.repeat.least')}
          min={0}
          usual={0}
        />
        <NumberField
          whole
          pointer={pointer}
          property="maxPanelCount"
          label={t('editor.repeat.most')}
          min={1}
          max={100}
        />
      </Settings>
      <div className={css.extras}>
        <OptionalTexts pointer={`${pointer}/templateTitle`} label={t('editor.repeat.title')} />
        <OptionalTexts pointer={`${pointer}/panelAddText`} label={t('editor.repeat.add')} />
      </div>
    </>
  );
}
