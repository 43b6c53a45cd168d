import { AdvancedFold } from '#web/workspace/editor/card/AdvancedFold.tsx';
import { NumberField } from '#web/workspace/editor/card/Fields.tsx';
import { Fold } from '#web/workspace/editor/card/Fold.tsx';
import { LanguagesField } from '#web/workspace/editor/card/LanguagesField.tsx';
import { Settings } from '#web/workspace/editor/card/Settings.tsx';
import { TwoTexts } from '#web/workspace/editor/card/TwoTexts.tsx';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './card.module.css';

/** What belongs to the survey as a whole: title, opening and closing texts, languages, minutes. */
export function SurveyCard() {
  const { t } = useLanguage();
  return (
    <>
      <h2 className={css.cardTitle}>{t('editor.survey.settings')}</h2>
      <TwoTexts isFirst pointer="/title" label={t('editor.survey.title')} />
      <TwoTexts pointer="/description" label={t('editor.survey.description')} />
      <LanguagesField />
      <Settings>
        <NumberField
          whole
          pointer=""
          property="lnMinutes"
          label={t('editor.survey.minutes')}
          description={t('editor.survey.minutes-hint')}
          min={1}
          max={240}
        />
      </Settings>
      <Fold isOpen title={t('editor.survey.ends')} gist={t('editor.survey.ends-gist')}>
        <TwoTexts pointer="/lnEnd/completed" label={t('editor.survey.end-completed')} />
        <TwoTexts pointer="/lnEnd/refused" label={t('editor.survey.end-refused')} />
        <TwoTexts pointer="/lnEnd/screened-out" label={t('editor.survey.end-screened-out')} />
      </Fold>
      <AdvancedFold pointer="" />
    </>
  );
}
