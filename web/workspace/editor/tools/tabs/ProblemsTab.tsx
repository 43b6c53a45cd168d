import { Button } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useMemo } from 'react';
import { applyMend } from '#core/definitions/mend.ts';
import { goToPlace } from '#web/workspace/editor/tools/tabs/go-to-place.ts';
import { LanguageHints } from '#web/workspace/editor/tools/tabs/LanguageHints.tsx';
import { showWithUndo } from '#web/workspace/editor/tools/tabs/show-with-undo.ts';
import { usePlaceWords } from '#web/workspace/editor/tools/tabs/use-place-words.ts';
import { useProblemWords } from '#web/workspace/editor/tools/use-problem-words.ts';
import { type EditorProblem, useEditor, useProblems } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './tabs.module.css';

/** What must be mended before publishing, and what had better be; each with the way there, many with one click. */
export function ProblemsTab() {
  const { t } = useLanguage();
  const problems = useProblems();
  return (
    <>
      {problems.length === 0 ? (
        <p className={css.fine}>
          <IconCheck size={18} stroke={1.75} aria-hidden />
          {t('tools.problems.none')}
        </p>
      ) : (
        <Problems problems={problems} />
      )}
      <LanguageHints />
    </>
  );
}

const Problems = ({ problems }: { readonly problems: readonly EditorProblem[] }) => (
  <ul className={css.problems}>
    {problems.map((problem, index) => (
      <ProblemRow
        // biome-ignore lint/suspicious/noArrayIndexKey: the same problem may stand twice at one place
        key={`${problem.code} ${problem.path} ${index}`}
        problem={problem}
      />
    ))}
  </ul>
);

function ProblemRow({ problem }: { readonly problem: EditorProblem }) {
  const { t } = useLanguage();
  const editor = useEditor();
  const words = useProblemWords();
  const placeWords = usePlaceWords();
  const { sentence, mend } = useMemo(() => words(problem), [words, problem]);
  const isError = problem.severity === 'error';
  const Sign = isError ? IconAlertCircle : IconAlertTriangle;
  const takeMend = (button: HTMLElement) => {
    if (!problem.mend || !mendNow(editor, problem)) return;
    // The row will be gone: the keyboard goes on at the next one's place.
    const row = button.closest('li');
    const next = row?.nextElementSibling ?? row?.previousElementSibling;
    next?.querySelector<HTMLElement>('button:last-of-type')?.focus();
    showWithUndo(t('tools.problems.mended', { what: mend ?? '' }), editor, t);
  };
  return (
    <li className={css.problem} data-tone={isError ? 'refused' : 'attention'}>
      <Sign size={18} stroke={1.75} aria-hidden className={css.sign} />
      <div className={css.problemText}>
        <p>
          <span className="ln-vh">
            {t(isError ? 'workspace.publish.error' : 'workspace.publish.warning')}:{' '}
          </span>
          {sentence}
        </p>
        <p className={css.place}>{placeWords(problem.path)}</p>
      </div>
      <div className={css.problemActions}>
        {mend && (
          <Button
            variant="default"
            size="compact-sm"
            onClick={({ currentTarget }) => takeMend(currentTarget)}
          >
            {mend}
          </Button>
        )}
        <Button variant="subtle" size="compact-sm" onClick={() => goToPlace(editor, problem.path)}>
          {t('tools.problems.go')}
        </Button>
      </div>
    </li>
  );
}

/** Typing may have gone on since the problem was found: a mend that no longer fits changes nothing. */
function mendNow(editor: ReturnType<typeof useEditor>, problem: EditorProblem): boolean {
  if (!problem.mend) return false;
  try {
    // as: what the publish gate gives; the wire's schema only leaves the codes of later versions open.
    editor.change(applyMend(editor.definition(), problem.mend as Parameters<typeof applyMend>[1]));
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
