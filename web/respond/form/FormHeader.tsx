import { IconDeviceMobileCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { ExitButton } from '../exit/ExitButton.tsx';
import { timeText } from '../language/times.ts';
import { useWords } from '../language/words.ts';
import { LanguageButton } from '../parts/LanguageButton.tsx';
import { type LeaveChoices, LeaveDialog } from './LeaveDialog.tsx';

interface FormHeaderProps extends LeaveChoices {
  readonly page: number;
  readonly pages: number;
  readonly savedAt: string | undefined;
  readonly hasFailed: boolean;
  /** Whether the time of saving is worth its place: collectors rely on it. */
  readonly isTimeShown: boolean;
  readonly language: string;
  readonly languages: readonly string[];
  readonly onLanguage: (language: string) => void;
}

export function FormHeader(props: FormHeaderProps) {
  const { page, pages } = props;
  const { t, language } = useWords();
  const [isAsking, setAsking] = useState(false);
  return (
    <header className="form-header">
      <div className="bar">
        <button
          type="button"
          className="plain plain-icon plain-first"
          aria-label={t('respond.leave')}
          onClick={() => setAsking(true)}
        >
          <IconX className="icon" aria-hidden="true" />
        </button>
        <span className="grow">{pages > 0 && t('respond.page', { page, pages })}</span>
        <span className="saved" role="status">
          {props.hasFailed
            ? t('respond.saved.failed')
            : props.isTimeShown &&
              props.savedAt && (
                <>
                  <IconDeviceMobileCheck className="icon" aria-hidden="true" />
                  {t('respond.saved.at', { time: timeText(props.savedAt, language) })}
                </>
              )}
        </span>
        <LanguageButton
          languages={props.languages}
          chosen={props.language}
          onChoose={props.onLanguage}
          isIconOnly
        />
        <ExitButton />
      </div>
      <div className="progress" aria-hidden="true">
        <span style={{ width: `${pages > 0 ? (100 * page) / pages : 0}%` }} />
      </div>
      {isAsking && (
        <LeaveDialog
          onKeep={props.onKeep}
          onStopHere={props.onStopHere}
          onDiscard={props.onDiscard}
          onStay={() => setAsking(false)}
        />
      )}
    </header>
  );
}
