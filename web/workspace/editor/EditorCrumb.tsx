import { IconPencil } from '@tabler/icons-react';
import { Link } from 'wouter';
import { anyText } from '#web/workspace/editor/model/texts.ts';
import { useEditor, useLanguages, useSettled } from '#web/workspace/editor/use-editor.ts';
import { useNextNumber } from '#web/workspace/editor/use-next-number.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { StatusChip } from '#web/workspace/parts/StatusChip.tsx';
import css from './editor.module.css';

/** Which survey this is, and that it is a draft. */
export function EditorCrumb() {
  const { t, language } = useLanguage();
  const { projectId, surveyName } = useEditor();
  const { source } = useLanguages();
  const definition = useSettled();
  const number = useNextNumber();
  const here = `/projects/${projectId}/surveys`;
  const title = anyText(definition.title, [source, language], definition) || surveyName;
  return (
    <span className={css.crumb}>
      <Link href={here} className={css.crumbFar}>
        {t('workspace.nav.surveys')}
      </Link>
      <span aria-hidden className={css.crumbFar}>
        /
      </span>
      <Link href={`${here}/${surveyName}`} className={css.crumbTitle}>
        {title}
      </Link>
      <StatusChip icon={IconPencil} tone="draft">
        {t('editor.draft-of', { number })}
      </StatusChip>
    </span>
  );
}
