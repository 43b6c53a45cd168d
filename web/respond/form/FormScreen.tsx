import { useEffect, useRef } from 'react';
import { Survey } from 'survey-react-ui';
import 'survey-core/survey-core.fontless.css';
import type { Definition } from '#core/definitions/definition.ts';
import { directionOf } from '#core/kernel/localized-text.ts';
import { useWords } from '../language/words.ts';
import type { DraftRow } from '../outbox/rows.ts';
import { ErrorSummary } from './ErrorSummary.tsx';
import { FormFooter } from './FormFooter.tsx';
import { FormHeader } from './FormHeader.tsx';
import { PageIntro } from './PageIntro.tsx';
import { type Ending, prepareForm, useInterview } from './use-interview.ts';

export { prepareForm };

export interface FormScreenProps {
  readonly definition: Definition;
  readonly draft: DraftRow;
  readonly language: string;
  readonly languages: readonly string[];
  readonly siteCode?: string;
  /** Answers that the link has filled in. */
  readonly prefill?: DraftRow['answers'];
  /** The token of the test link, where a draft is being tried. */
  readonly trialToken?: string;
  /** Whether somebody else holds the phone and should hand it over before private pages. */
  readonly isHandedOver: boolean;
  /** Whether what is answered is safe on the phone once it is saved. */
  readonly durable: boolean;
  readonly onLanguage: (language: string) => void;
  readonly onSave: (draft: DraftRow) => Promise<void>;
  readonly onFinish: (draft: DraftRow, ending: Ending) => Promise<void>;
  /** Back from the first page. */
  readonly onBack: () => void;
  readonly onLeave: () => void;
  readonly onDiscard: () => void;
  /** Called with every page that is shown; absent where there is no back key. */
  readonly onPlace?: (form: FormHandle) => void;
}

/** What the ways out of the form need to know of it. */
export interface FormHandle {
  /** How many pages were gone through. */
  readonly depth: number;
  /** @returns whether there was a page to go back to. */
  back(): boolean;
  forget(): void;
}

/** The items of one interview, page by page, with our own header and footer around SurveyJS. */
export function FormScreen(props: FormScreenProps) {
  const { definition, language } = props;
  const { t } = useWords();
  const interview = useInterview(props);
  const { model, position } = interview;
  const top = useRef<HTMLDivElement>(null);
  // A new page begins at its top, and a screen reader reads its title first.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page is the trigger
  useEffect(() => {
    scrollTo(0, 0);
    top.current?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }, [position.page?.name]);
  const { onPlace } = props;
  const { back, forget } = interview;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a form that is drawn anew on the same page is the same
  useEffect(() => {
    if (model) onPlace?.({ depth: position.depth, back, forget });
  }, [model, position.depth]);
  return (
    <div className="form-screen" ref={top}>
      <FormHeader
        page={position.number}
        pages={position.count}
        savedAt={interview.savedAt}
        hasFailed={interview.hasFailed || !props.durable}
        language={language}
        languages={props.languages}
        onLanguage={props.onLanguage}
        isTimeShown={props.isHandedOver}
        onKeep={() => {
          interview.keep();
          props.onLeave();
        }}
        onStopHere={interview.stopHere}
        onDiscard={() => {
          interview.forget();
          props.onDiscard();
        }}
      />
      <main lang={language} dir={directionOf(language)}>
        {model && position.page ? (
          <>
            <PageIntro
              page={position.page}
              definition={definition}
              language={language}
              isHandedOver={props.isHandedOver}
            />
            <ErrorSummary errors={interview.errors} />
            <Survey key={`${language}`} model={model} />
          </>
        ) : (
          <p className="screen" role="status">
            {t('respond.form.loading')}
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
