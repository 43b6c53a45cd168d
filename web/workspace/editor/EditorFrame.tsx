import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { EditableDraft } from '#web/workspace/api/draft-queries.ts';
import { CardPane } from '#web/workspace/editor/card/CardPane.tsx';
import { EditorActionsBar } from '#web/workspace/editor/EditorActionsBar.tsx';
import { EditorCrumb } from '#web/workspace/editor/EditorCrumb.tsx';
import { type EditorView, EditorViewContext } from '#web/workspace/editor/editor-view.ts';
import { ItemList } from '#web/workspace/editor/list/ItemList.tsx';
import { PaneTabs } from '#web/workspace/editor/PaneTabs.tsx';
import { PreviewPane } from '#web/workspace/editor/tools/PreviewPane.tsx';
import { UnsavedNote } from '#web/workspace/editor/UnsavedNote.tsx';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Page } from '#web/workspace/shell/Page.tsx';
import css from './editor.module.css';

interface EditorFrameProps {
  readonly view: EditorView;
  /** Called when the server's facts about the draft are others: after publishing, after taking somebody's. */
  readonly onDraft: (draft: EditableDraft) => void;
}

/** Three panes: what is asked, the chosen item, how it looks on a phone. Smaller screens show fewer at once. */
export function EditorFrame({ view, onDraft }: EditorFrameProps) {
  const { t } = useLanguage();
  const isWide = useMediaQuery('(min-width: 1100px)', undefined, {
    getInitialValueInEffect: false,
  });
  const isPhone = useMediaQuery('(max-width: 600px)', undefined, {
    getInitialValueInEffect: false,
  });
  const inDrawer = !isWide && !isPhone;
  return (
    <EditorViewContext value={view}>
      <Page
        bare
        goesOnOffline
        name={t('editor.title')}
        crumb={<EditorCrumb />}
        actions={<EditorActionsBar onDraft={onDraft} />}
      >
        <h1 className="ln-vh">{t('editor.title')}</h1>
        <PaneTabs />
        <UnsavedNote />
        <div className={css.panes} data-pane={view.pane}>
          <section className={css.listPane} data-scroll aria-label={t('editor.list.label')}>
            <ItemList />
            <div ref={view.live} role="status" className="ln-vh" />
          </section>
          <section className={css.cardPane} data-scroll aria-label={t('editor.card.label')}>
            <CardPane />
          </section>
          {!inDrawer && (
            <section className={css.previewPane} aria-label={t('editor.preview.label')}>
              <PreviewPane />
            </section>
          )}
        </div>
        {inDrawer && (
          <Drawer
            opened={view.pane === 'preview'}
            onClose={() => view.show('card')}
            position="right"
            size={400}
            // The preview says what it is: once is enough for those who look.
            title={<span className="ln-vh">{t('editor.preview.label')}</span>}
            closeButtonProps={{ 'aria-label': t('workspace.action.close'), size: 44 }}
          >
            <PreviewPane />
          </Drawer>
        )}
      </Page>
    </EditorViewContext>
  );
}
