import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconDots,
  IconHistory,
  IconKeyboard,
  IconQrcode,
} from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import type { DraftConflict } from '#core/definitions/survey-api.ts';
import { useMay } from '#web/workspace/access/use-session.ts';
import { type EditableDraft, fetchDraft } from '#web/workspace/api/draft-queries.ts';
import { PublishDialog } from '#web/workspace/definitions/PublishDialog.tsx';
import { ConflictDialog } from '#web/workspace/editor/ConflictDialog.tsx';
import { KeysDialog } from '#web/workspace/editor/KeysDialog.tsx';
import { LanguagePair } from '#web/workspace/editor/LanguagePair.tsx';
import { RevisionsDialog } from '#web/workspace/editor/RevisionsDialog.tsx';
import { SaveNote } from '#web/workspace/editor/SaveNote.tsx';
import { goToPlace } from '#web/workspace/editor/tools/tabs/go-to-place.ts';
import {
  useDraftFacts,
  useEditor,
  useEditorParts,
  useEditorState,
} from '#web/workspace/editor/use-editor.ts';
import { useEditorKeys } from '#web/workspace/editor/use-editor-keys.ts';
import { useNextNumber } from '#web/workspace/editor/use-next-number.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { TrialDialog } from '#web/workspace/pilot/TrialDialog.tsx';
import css from './editor.module.css';

type OpenDialog = 'trial' | 'publish' | 'revisions' | 'keys' | null;

interface EditorActionsBarProps {
  readonly onDraft: (draft: EditableDraft) => void;
}

/** What is done with the survey as a whole: trying it, publishing it, going back. */
export function EditorActionsBar({ onDraft }: EditorActionsBarProps) {
  const { t } = useLanguage();
  const { actions: editor, autosave } = useEditorParts();
  const { online, saved } = useDraftFacts();
  const number = useNextNumber();
  const mayPublish = useMay('survey.publish');
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const [postponed, setPostponed] = useState<DraftConflict | null>(null);
  const close = () => setDialog(null);
  useEditorKeys(useCallback(() => setDialog('keys'), []));

  /** What these dialogs speak of is the draft on the server: it must be the one in hand. */
  const openSaved = async (next: OpenDialog) => {
    if (await editor.flush()) setDialog(next);
  };
  const afterPublishing = async () => {
    const draft = await fetchDraft(editor.surveyName);
    autosave.adopt(draft);
    onDraft(draft);
  };
  return (
    <>
      <SaveNote onDecide={() => setPostponed(null)} />
      <LanguagePair />
      <Button
        variant="default"
        className={css.previewButton ?? ''}
        disabled={!online}
        leftSection={<IconQrcode size={18} stroke={1.75} aria-hidden />}
        onClick={() => void openSaved('trial')}
      >
        <span className={css.wideOnly}>{t('editor.try')}</span>
      </Button>
      {mayPublish && (
        <Button disabled={!online} onClick={() => void openSaved('publish')}>
          {t('editor.publish', { number })}
        </Button>
      )}
      <MoreMenu onOpen={setDialog} />
      {dialog === 'trial' && (
        <TrialDialog survey={editor.surveyName} projectId={editor.projectId} onClose={close} />
      )}
      {dialog === 'publish' && (
        <PublishDialog
          name={editor.surveyName}
          onClose={close}
          onPublished={() => void afterPublishing()}
          onGo={(path) => goToPlace(editor, path)}
        />
      )}
      {dialog === 'revisions' && <RevisionsDialog onClose={close} />}
      {dialog === 'keys' && <KeysDialog onClose={close} />}
      {saved.kind === 'conflict' && postponed !== saved.conflict && (
        <ConflictDialog
          state={saved}
          onDraft={onDraft}
          onClose={() => setPostponed(saved.conflict)}
        />
      )}
    </>
  );
}

function MoreMenu({ onOpen }: { readonly onOpen: (dialog: OpenDialog) => void }) {
  const { t } = useLanguage();
  const editor = useEditor();
  const canUndo = useEditorState(({ past }) => past.length > 0);
  const canRedo = useEditorState(({ future }) => future.length > 0);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('editor.more')}
          className={css.more ?? ''}
        >
          <IconDots size={20} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          disabled={!canUndo}
          leftSection={<IconArrowBackUp size={17} stroke={1.75} aria-hidden />}
          onClick={editor.undo}
        >
          {t('workspace.action.undo')}
        </Menu.Item>
        <Menu.Item
          disabled={!canRedo}
          leftSection={<IconArrowForwardUp size={17} stroke={1.75} aria-hidden />}
          onClick={editor.redo}
        >
          {t('editor.redo')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconHistory size={17} stroke={1.75} aria-hidden />}
          onClick={() => onOpen('revisions')}
        >
          {t('editor.revisions.open')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconKeyboard size={17} stroke={1.75} aria-hidden />}
          onClick={() => onOpen('keys')}
        >
          {t('editor.keys.open')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
