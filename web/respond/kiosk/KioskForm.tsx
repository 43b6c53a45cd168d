import { useEffect, useRef } from 'react';
import { Survey } from 'survey-react-ui';
import 'survey-core/survey-core.fontless.css';
import type { Definition } from '#core/definitions/definition.ts';
import { directionOf } from '#core/kernel/localized-text.ts';
import { ExitButton } from '../exit/ExitButton.tsx';
import { FormFooter } from '../form/FormFooter.tsx';
import { textIn } from '../form/localized-definition.ts';
import { type Ending, prepareForm, useInterview } from '../form/use-interview.ts';
import { useWords } from '../language/words.ts';
import type { DraftRow } from '../outbox/rows.ts';
import { LanguageButton } from '../parts/LanguageButton.tsx';
import type { KioskDefinition } from './kiosk-definition.ts';
import { ScalesProvider } from './ScaleQuestion.tsx';

export { prepareForm };

interface KioskFormProps extends KioskDefinition {
  readonly draft: DraftRow;
  readonly language: string;
  readonly languages: readonly string[];
  readonly siteCode?: string;
  readonly prefill?: DraftRow['answers'];
  readonly onLanguage: (language: string) => void;
  /** The newest answers, in memory only. */
  readonly onChange: (draft: DraftRow) => void;
  readonly onFinish: (draft: DraftRow, ending: Ending) => Promise<void>;
  readonly onBack: () => void;
}

/** One item a screen. Nothing of it is written anywhere before the last one is answered. */
export function KioskForm(props: KioskFormProps) {
  const { definition, scales, language } = props;
  const { t } = useWords();
  const interview = useInterview({
    ...props,
    onSave: async (draft) => props.onChange(draft),
  });
  const { model, position } = interview;
  const top = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the screen is the trigger
  useEffect(() => {
    scrollTo(0, 0);
    top.current?.querySelector<HTMLElement>('[tabindex="-1"]')?.focus({ preventScroll: true });
  }, [position.page?.name]);
  return (
    <div className="form-screen" ref={top}>
      <header className="form-header">
        <div className="bar">
          <span className="grow" tabIndex={-1}>
            {model &&
              t('respond.kiosk.question', {
                number: position.depth,
                count: model.visiblePageCount,
              })}
          </span>
          <LanguageButton
            languages={props.languages}
            chosen={language}
            onChoose={props.onLanguage}
            isIconOnly
          />
          <ExitButton />
        </div>
      </header>
      <main lang={language} dir={directionOf(language)}>
        {model && position.page ? (
          <ScalesProvider value={scales}>
            <PageLines page={position.page} definition={definition} language={language} />
            <Survey key={language} model={model} />
          </ScalesProvider>
        ) : (
          <p className="screen" role="status">
            {t('respond.form.loading')}
          </p>
        )}
        {interview.hasFailed && (
          <p className="note note-grave" role="alert">
            {t('respond.kiosk.failed')}
          </p>
        )}
      </main>
      <FormFooter
        errors={interview.errors.length}
        isLast={position.isLast}
        onBack={() => interview.back() || props.onBack()}
        onNext={interview.next}
      />
    </div>
  );
}

interface PageLinesProps {
  readonly page: Definition['pages'][number];
  readonly definition: Definition;
  readonly language: string;
}

/** What stands over the items of a page: often half of the question. */
function PageLines({ page, definition, language }: PageLinesProps) {
  const [title, description] = [page.title, page.description].map((text) =>
    textIn(text, language, definition),
  );
  if (!title && !description) return null;
  return (
    <div className="page-intro">
      {title && <h1>{title}</h1>}
      {description && page.lnHandOver !== true && <p className="lead">{description}</p>}
    </div>
  );
}
