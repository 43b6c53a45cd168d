import { type FormEvent, useEffect, useState } from 'react';
import { canonicalCode } from '#core/links/one-time-code.ts';
import { ExitButton } from '../exit/ExitButton.tsx';
import { useWords } from '../language/words.ts';
import { Heading } from '../parts/Heading.tsx';
import { fitsAsTyped, typedCode } from './typed-code.ts';

export interface CodeScreenProps {
  /** From the address, where the person came by a sheet of codes. */
  readonly given: string | undefined;
  readonly onCode: (code: string) => void;
  readonly onBack: () => void;
}

/** Asks for the code of a slip of paper. A slip of the finger is told here, without a network. */
export function CodeScreen({ given, onCode, onBack }: CodeScreenProps) {
  const { t } = useWords();
  const fromAddress = given === undefined ? undefined : canonicalCode(given);
  const [typed, setTyped] = useState(given === undefined ? '' : typedCode(given));
  const [isWrong, setWrong] = useState(given !== undefined && fromAddress === undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the address brings is taken once
  useEffect(() => {
    if (fromAddress) onCode(fromAddress);
  }, []);
  const go = (event: FormEvent): void => {
    event.preventDefault();
    const code = canonicalCode(typed);
    if (code) onCode(code);
    else setWrong(true);
  };
  if (fromAddress) return <main className="screen" aria-busy="true" />;
  return (
    <main className="screen code-entry">
      <div className="bar">
        <button type="button" className="plain plain-back" onClick={onBack}>
          {t('respond.back')}
        </button>
        <ExitButton />
      </div>
      <form onSubmit={go} noValidate>
        <Heading>{t('respond.code.title')}</Heading>
        <p className="lead" id="code-hint">
          {t('respond.code.hint')}
        </p>
        <input
          className="field code-field"
          aria-label={t('respond.code.title')}
          aria-describedby={isWrong ? 'code-hint code-wrong' : 'code-hint'}
          aria-invalid={isWrong}
          autoCapitalize="characters"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          inputMode="text"
          maxLength={24}
          value={typed}
          onChange={({ currentTarget: { value } }) => {
            setTyped(typedCode(value));
            setWrong(!fitsAsTyped(value));
          }}
        />
        <p className="errors" id="code-wrong" role="alert">
          {isWrong && t('respond.code.wrong')}
        </p>
        <p className="aside">{t('respond.code.why')}</p>
        <button type="submit" className="button button-main">
          {t('respond.next')}
        </button>
      </form>
    </main>
  );
}
