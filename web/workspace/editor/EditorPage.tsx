import { useState } from 'react';
import { Link } from 'wouter';
import { useMay } from '#web/workspace/access/use-session.ts';
import { type EditableDraft, useEditorDraftQuery } from '#web/workspace/api/draft-queries.ts';
import { createEditor } from '#web/workspace/editor/create-editor.ts';
import { EditorFrame } from '#web/workspace/editor/EditorFrame.tsx';
import { useEditorView } from '#web/workspace/editor/editor-view.ts';
import { DraftContext, EditorContext } from '#web/workspace/editor/use-editor.ts';
import {
  useEditorLife,
  useOthersForget,
  useWantedPlace,
} from '#web/workspace/editor/use-editor-life.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { EmptyNote } from '#web/workspace/parts/Notes.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { Page } from '#web/workspace/shell/Page.tsx';

interface EditorPageProps {
  readonly projectId: string;
  readonly name: string;
}

/** Where a survey is made and changed: its draft, saved as one goes. */
export function EditorPage({ projectId, name }: EditorPageProps) {
  const { t } = useLanguage();
  const query = useEditorDraftQuery(name);
  const mayWrite = useMay('survey.write');
  const here = `/projects/${projectId}/surveys`;
  if (query.data && mayWrite) {
    return <Editor key={name} projectId={projectId} name={name} draft={query.data} />;
  }
  return (
    <Page
      name={t('editor.title')}
      crumb={<Link href={`${here}/${name}`}>{t('workspace.nav.surveys')}</Link>}
    >
      {mayWrite ? (
        <QueryView query={query}>{() => null}</QueryView>
      ) : (
        <EmptyNote title={t('workspace.state.forbidden')} />
      )}
    </Page>
  );
}

interface EditorProps extends EditorPageProps {
  readonly draft: EditableDraft;
}

function Editor({ projectId, name, draft }: EditorProps) {
  const view = useEditorView();
  const [parts] = useState(() =>
    createEditor(draft, {
      projectId,
      surveyName: name,
      announce: view.announce,
      focus: view.focus,
    }),
  );
  const [known, setKnown] = useState(draft);
  useEditorLife(parts);
  useOthersForget(parts);
  useWantedPlace(parts);
  return (
    <EditorContext value={parts}>
      <DraftContext value={known}>
        <EditorFrame view={view} onDraft={setKnown} />
      </DraftContext>
    </EditorContext>
  );
}
