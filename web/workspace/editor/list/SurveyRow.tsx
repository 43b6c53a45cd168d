import { IconSettings } from '@tabler/icons-react';
import { ProblemBadge } from '#web/workspace/editor/list/ProblemBadge.tsx';
import { useEditor, useSelected } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './list.module.css';

/** The way to what belongs to the survey as a whole: its title, languages, texts. */
export function SurveyRow({ problems }: { readonly problems: number }) {
  const { t } = useLanguage();
  const editor = useEditor();
  const isChosen = useSelected() === '';
  return (
    <div className={css.survey} data-on={isChosen || undefined}>
      <button
        type="button"
        aria-current={isChosen ? 'true' : undefined}
        onClick={() => editor.select('', { focus: 'card' })}
      >
        <IconSettings size={17} stroke={1.75} aria-hidden />
        {t('editor.survey.settings')}
      </button>
      {problems > 0 && <ProblemBadge count={problems} />}
    </div>
  );
}
