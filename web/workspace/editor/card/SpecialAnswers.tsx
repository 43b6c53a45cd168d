import { SwitchField } from '#web/workspace/editor/card/Fields.tsx';
import { OptionalTexts } from '#web/workspace/editor/card/OptionalTexts.tsx';
import { useAt } from '#web/workspace/editor/use-editor.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './card.module.css';

interface Special {
  readonly show: string;
  readonly text: string;
  readonly label: WorkspaceKey;
  readonly words: WorkspaceKey;
}

const specials: readonly Special[] = [
  {
    show: 'showNoneItem',
    text: 'noneText',
    label: 'editor.special.none',
    words: 'editor.special.none-words',
  },
  {
    show: 'showOtherItem',
    text: 'otherText',
    label: 'editor.special.other',
    words: 'editor.special.other-words',
  },
  {
    show: 'showRefuseItem',
    text: 'refuseText',
    label: 'editor.special.refuse',
    words: 'editor.special.refuse-words',
  },
  {
    show: 'showDontKnowItem',
    text: 'dontKnowText',
    label: 'editor.special.dontknow',
    words: 'editor.special.dontknow-words',
  },
];

/** Answers that every list may end with. */
export function SpecialAnswers({ pointer }: { readonly pointer: string }) {
  const { t } = useLanguage();
  return (
    <fieldset className={css.specials}>
      <legend className="ln-vh">{t('editor.special.label')}</legend>
      {specials.map((special) => (
        <SpecialAnswer key={special.show} pointer={pointer} special={special} />
      ))}
    </fieldset>
  );
}

function SpecialAnswer({
  pointer,
  special,
}: {
  readonly pointer: string;
  readonly special: Special;
}) {
  const { t } = useLanguage();
  const isOn = useAt(`${pointer}/${special.show}`) === true;
  return (
    <div className={css.special} data-on={isOn || undefined}>
      <SwitchField pointer={pointer} property={special.show} label={t(special.label)} />
      {isOn && <OptionalTexts pointer={`${pointer}/${special.text}`} label={t(special.words)} />}
    </div>
  );
}
