/** Puts the parts of one open editor together; they live as long as its page. */
import { type EditableDraft, putDraft } from '#web/workspace/api/draft-queries.ts';
import { createAutosave } from '#web/workspace/editor/autosave.ts';
import { createEditorStore } from '#web/workspace/editor/model/editor-store.ts';
import { editorLanguagesOf } from '#web/workspace/editor/model/texts.ts';
import { problemsOf } from '#web/workspace/editor/problems-of.ts';
import { createReview } from '#web/workspace/editor/review.ts';
import { keepCopy } from '#web/workspace/editor/unsaved-copy.ts';
import type { EditorParts, EditorProblem, Focus } from '#web/workspace/editor/use-editor.ts';

interface EditorPlace {
  readonly projectId: string;
  readonly surveyName: string;
  readonly announce: (words: string) => void;
  readonly focus: (place: Focus) => void;
}

export function createEditor(draft: EditableDraft, place: EditorPlace): EditorParts {
  const { definition } = draft;
  const [source = 'vi', second = null] = editorLanguagesOf(definition);
  const store = createEditorStore({ definition, source, second });
  const autosave = createAutosave({
    store,
    begin: draft,
    put: (unsaved, { leaving }) => putDraft(place.surveyName, { ...unsaved }, leaving),
    keep: (unsaved) => keepCopy(place.surveyName, unsaved),
  });
  const review = createReview<EditorProblem>(store, async (now) => problemsOf(now));
  return {
    store,
    autosave,
    review,
    actions: {
      projectId: place.projectId,
      surveyName: place.surveyName,
      definition: () => store.state().definition,
      selected: () => store.state().selected,
      state: store.state,
      change: store.change,
      select(pointer, { focus } = {}) {
        store.select(pointer);
        if (focus) place.focus(focus);
      },
      focus: place.focus,
      undo: store.undo,
      redo: store.redo,
      speak: store.speak,
      flush: autosave.flush,
      announce: place.announce,
    },
  };
}
