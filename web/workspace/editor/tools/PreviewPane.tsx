import { ActionIcon, NativeSelect, Tooltip, useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconMoon, IconRefresh, IconSun } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { PreviewTheme } from '#web/respond/preview/preview-messages.ts';
import { editorLanguagesOf } from '#web/workspace/editor/model/texts.ts';
import { usePreviewDefinition } from '#web/workspace/editor/tools/preview/use-preview-definition.ts';
import {
  type PreviewState,
  usePreviewFrame,
} from '#web/workspace/editor/tools/preview/use-preview-frame.ts';
import { useLanguages } from '#web/workspace/editor/use-editor.ts';
import { languageName } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './preview/preview.module.css';

/** CSS pixels of the phone that is shown; narrower panes show all of it, smaller. */
const phone = { width: 360, height: 740 } as const;

/** The survey as a phone shows it, with its real logic, while it is being written. Nothing is sent anywhere. */
export function PreviewPane() {
  const { t } = useLanguage();
  const { source } = useLanguages();
  const { definition, isTooLarge } = usePreviewDefinition();
  const languages = editorLanguagesOf(definition);
  const [chosen, setChosen] = useState<string>();
  const [theme, setTheme] = useState<PreviewTheme>();
  const own = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const { ref, width } = useElementSize();
  const language = chosen && languages.includes(chosen) ? chosen : source;
  const shownTheme = theme ?? own;
  const { frame, state, restart } = usePreviewFrame({
    definition,
    language,
    languages,
    theme: shownTheme,
    isPaused: isTooLarge,
    onLanguage: setChosen,
  });
  const scale = width === 0 ? 1 : Math.min(1, width / phone.width);
  const themeLabel = t(shownTheme === 'dark' ? 'tools.preview.light' : 'tools.preview.dark');
  return (
    <div className={css.pane}>
      <div className={css.head}>
        <h2 className={css.title}>{t('tools.preview.title')}</h2>
        {languages.length > 1 && (
          <NativeSelect
            size="xs"
            className={css.language ?? ''}
            aria-label={t('tools.preview.language')}
            data={languages.map((tag) => ({ value: tag, label: languageName(tag) }))}
            value={language}
            onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          />
        )}
        <HeadButton
          label={themeLabel}
          onClick={() => setTheme(shownTheme === 'dark' ? 'light' : 'dark')}
        >
          {shownTheme === 'dark' ? (
            <IconSun size={18} stroke={1.75} aria-hidden />
          ) : (
            <IconMoon size={18} stroke={1.75} aria-hidden />
          )}
        </HeadButton>
        <HeadButton label={t('tools.preview.restart')} onClick={restart}>
          <IconRefresh size={18} stroke={1.75} aria-hidden />
        </HeadButton>
      </div>
      <div ref={ref} className={css.space}>
        <div
          className={css.phone}
          style={{ width: phone.width * scale, height: phone.height * scale }}
        >
          <iframe
            ref={frame}
            className={css.frame}
            title={t('tools.preview.frame')}
            src="/preview"
            width={phone.width}
            height={phone.height}
            style={{ transform: `scale(${scale})` }}
          />
        </div>
      </div>
      <p className={css.note} role="status">
        {t(noteOf(isTooLarge ? 'too-large' : state))}
      </p>
    </div>
  );
}

function noteOf(state: PreviewState | 'too-large') {
  switch (state) {
    case 'hidden':
      return 'tools.preview.hidden';
    case 'filled':
      return 'tools.preview.filled';
    case 'failed':
      return 'tools.preview.failed';
    case 'too-large':
      return 'tools.preview.too-large';
    default:
      return 'tools.preview.never-counted';
  }
}

interface HeadButtonProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

const HeadButton = ({ label, onClick, children }: HeadButtonProps) => (
  <Tooltip label={label}>
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={onClick}>
      {children}
    </ActionIcon>
  </Tooltip>
);
