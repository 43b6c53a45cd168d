import { Button } from '@mantine/core';
import {
  IconAlertCircle,
  IconCloudCheck,
  IconCloudOff,
  IconCloudUp,
  IconUsers,
} from '@tabler/icons-react';
import { useDraftFacts, useEditorParts } from '#web/workspace/editor/use-editor.ts';
import { formatTime } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './editor.module.css';

interface SaveNoteProps {
  /** Opens the choice between two drafts again. */
  readonly onDecide: () => void;
}

/** Whether the draft is safe, and where it is when it is not yet on the server. */
export function SaveNote({ onDecide }: SaveNoteProps) {
  const { t, language } = useLanguage();
  const { autosave } = useEditorParts();
  const { saved } = useDraftFacts();
  const icons = {
    saved: IconCloudCheck,
    saving: IconCloudUp,
    offline: IconCloudOff,
    refused: IconAlertCircle,
    conflict: IconUsers,
  };
  const IconPart = icons[saved.kind];
  const words = () => {
    switch (saved.kind) {
      case 'saved':
        return t('editor.save.saved', { time: formatTime(language, new Date(saved.at)) });
      case 'saving':
        return t('editor.save.saving');
      case 'offline':
        return t('editor.save.offline');
      case 'refused':
        return t('editor.save.refused');
      case 'conflict':
        return t('editor.save.conflict');
    }
  };
  return (
    <span className={css.saveNote} data-kind={saved.kind}>
      <IconPart size={17} stroke={1.75} aria-hidden />
      <span role="status">{words()}</span>
      {(saved.kind === 'refused' || saved.kind === 'offline') && (
        <Button variant="subtle" size="compact-sm" onClick={() => void autosave.flush()}>
          {t('workspace.state.retry')}
        </Button>
      )}
      {saved.kind === 'conflict' && (
        <Button variant="subtle" size="compact-sm" onClick={onDecide}>
          {t('editor.conflict.decide')}
        </Button>
      )}
    </span>
  );
}
