import { IconDeviceMobileCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { timeText } from '../language/times.ts';
import { useWords } from '../language/words.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { LanguageButton } from '../parts/LanguageButton.tsx';

interface FormHeaderProps {
  readonly page: number;
  readonly pages: number;
  readonly savedAt: string | undefined;
  readonly hasFailed: boolean;
  readonly language: string;
  readonly languages: readonly string[];
  readonly onLanguage: (language: string) => void;
  readonly onLeave: () => void;
  readonly onDiscard: () => void;
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
            : props.savedAt && (
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
      </div>
      <div className="progress" aria-hidden="true">
        <span style={{ width: `${pages > 0 ? (100 * page) / pages : 0}%` }} />
      </div>
      {isAsking && (
        <Dialog title={t('respond.leave.title')} onClose={() => setAsking(false)}>
          <p>{t('respond.leave.text')}</p>
          <button type="button" className="button button-main" onClick={props.onLeave}>
            {t('respond.leave.keep')}
          </button>
          <button type="button" className="button button-grave" onClick={props.onDiscard}>
            {t('respond.leave.delete')}
          </button>
          <button type="button" className="button" onClick={() => setAsking(false)}>
            {t('respond.leave.stay')}
          </button>
        </Dialog>
      )}
    </header>
  );
}
