import {
  IconClock,
  IconEyeOff,
  IconHandStop,
  IconPointFilled,
  IconUserOff,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ChoiceValue } from '#core/definitions/definition.ts';
import { directionOf } from '#core/kernel/localized-text.ts';
import { ExitButton } from '../exit/ExitButton.tsx';
import type { Opening } from '../form/opening.ts';
import { useWords } from '../language/words.ts';
import { Heading } from '../parts/Heading.tsx';
import { LanguageButton } from '../parts/LanguageButton.tsx';
import { SurroundingsNote } from '../parts/SurroundingsNote.tsx';
import type { Surroundings } from '../surroundings.ts';

interface OpeningScreenProps {
  readonly opening: Opening;
  readonly language: string;
  readonly languages: readonly string[];
  readonly surroundings: Surroundings;
  readonly durable: boolean;
  /** In place of the choice of a language, where that is shown otherwise. */
  readonly bar?: ReactNode;
  readonly onLanguage: (language: string) => void;
  /** The consent answer, or undefined where the definition asks for none. */
  readonly onStart: (answer: ChoiceValue | undefined) => void;
  /** Back to the home screen; absent where there is none. */
  readonly onBack?: () => void;
  /** Goes on with an interview that was left unfinished. */
  readonly onContinue?: () => void;
}

const icons: Readonly<Record<string, typeof IconClock>> = {
  clock: IconClock,
  'no-name': IconUserOff,
  'not-seen': IconEyeOff,
  free: IconHandStop,
};

/** What a person reads before the first item. It needs no form runtime, so it can be read while that loads. */
export function OpeningScreen(props: OpeningScreenProps) {
  const { opening, language } = props;
  const { t } = useWords();
  const [lead, ...points] = opening.lines;
  return (
    <main className="screen opening" lang={language} dir={directionOf(language)}>
      <div className="bar">
        {props.onBack && (
          <button type="button" className="plain plain-back" onClick={props.onBack}>
            {t('respond.back')}
          </button>
        )}
        {props.bar ?? (
          <LanguageButton
            languages={props.languages}
            chosen={language}
            onChoose={props.onLanguage}
          />
        )}
        <ExitButton />
      </div>
      <SurroundingsNote
        surroundings={props.surroundings}
        durable={props.durable}
        isOnce={!props.onBack}
      />
      <Heading>{opening.title}</Heading>
      {lead && <p className="lead">{lead}</p>}
      {opening.minutes !== undefined && (
        <p className="lead">{t('respond.minutes', { n: opening.minutes })}</p>
      )}
      <ul className="points">
        {points.map((point, index) => {
          const Icon = icons[opening.icons[index] ?? ''] ?? IconPointFilled;
          return (
            <li key={point}>
              <Icon className="icon" aria-hidden="true" />
              <span>{point}</span>
            </li>
          );
        })}
      </ul>
      <div className="actions">
        {props.onContinue && (
          <button type="button" className="button" onClick={props.onContinue}>
            {t('respond.draft.title')}: {t('respond.draft.continue')}
          </button>
        )}
        {opening.consent ? (
          opening.consent.answers.map((answer, index) => (
            <button
              key={String(answer.value)}
              type="button"
              className={index === 0 ? 'button button-main' : 'button'}
              onClick={() => props.onStart(answer.value)}
            >
              {answer.text}
            </button>
          ))
        ) : (
          <button
            type="button"
            className="button button-main"
            onClick={() => props.onStart(undefined)}
          >
            {t('respond.start')}
          </button>
        )}
      </div>
    </main>
  );
}
