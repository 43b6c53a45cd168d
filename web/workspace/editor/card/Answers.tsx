import { ChoiceTable } from '#web/workspace/editor/card/ChoiceTable.tsx';
import type { CardKind } from '#web/workspace/editor/card/ItemCard.tsx';
import { SpecialAnswers } from '#web/workspace/editor/card/SpecialAnswers.tsx';
import { getAt } from '#web/workspace/editor/model/pointer.ts';
import { useEditorState } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';

interface AnswersProps {
  readonly pointer: string;
  readonly kind: CardKind;
}

/** What can be answered, for the kinds that offer something. */
export function Answers({ pointer, kind }: AnswersProps) {
  const { t } = useLanguage();
  const carriedFrom = useEditorState(({ definition }) =>
    getAt(definition, `${pointer}/choicesFromQuestion`),
  );
  const hasSteps = useEditorState(({ definition }) =>
    Array.isArray(getAt(definition, `${pointer}/rateValues`)),
  );
  switch (kind) {
    case 'one':
    case 'many':
    case 'list':
    case 'ranking':
      return (
        <>
          {typeof carriedFrom === 'string' ? (
            <Note>{t('editor.answers.carried', { name: carriedFrom })}</Note>
          ) : (
            <ChoiceTable
              pointer={pointer}
              list="choices"
              stem="a"
              label={t('editor.answers.label')}
              isMany={kind === 'many'}
            />
          )}
          <SpecialAnswers pointer={pointer} />
        </>
      );
    case 'scale':
      return hasSteps ? (
        <ChoiceTable
          pointer={pointer}
          list="rateValues"
          stem="s"
          label={t('editor.answers.steps')}
        />
      ) : null;
    case 'table':
      return (
        <>
          <ChoiceTable pointer={pointer} list="rows" stem="r" label={t('editor.answers.rows')} />
          <ChoiceTable
            pointer={pointer}
            list="columns"
            stem="c"
            label={t('editor.answers.columns')}
          />
        </>
      );
    default:
      return null;
  }
}
