import { useWords } from '../language/words.ts';

interface FormFooterProps {
  readonly errors: number;
  readonly isLast: boolean;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

export function FormFooter({ errors, isLast, onBack, onNext }: FormFooterProps) {
  const { t } = useWords();
  return (
    <footer className="form-footer">
      <p className="errors" role="alert">
        {errors > 0 && t('respond.errors', { n: errors })}
      </p>
      <div className="row">
        <button type="button" className="button button-back" onClick={onBack}>
          {t('respond.back')}
        </button>
        <button type="button" className="button button-main" onClick={onNext}>
          {t(isLast ? 'respond.finish' : 'respond.next')}
        </button>
      </div>
    </footer>
  );
}
