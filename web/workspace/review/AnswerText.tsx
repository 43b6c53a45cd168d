import { codeMask } from '#core/intake/client-code.ts';
import type { TypingLine } from '#core/intake/typing-lines.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';

interface AnswerTextProps {
  readonly line: Pick<TypingLine, 'kind' | 'variable'> | undefined;
  readonly value: unknown;
}

/** An answer in words: labels of what was chosen, days as people write them, texts as they are. */
export function AnswerText({ line, value }: AnswerTextProps) {
  const { t, language } = useLanguage();
  if (value === undefined || value === null || value === '') {
    return <span data-quiet>{t('review.no-answer')}</span>;
  }
  if (value === codeMask) return <span data-quiet>{t('review.kept-apart')}</span>;
  if (line?.kind === 'copies' && Array.isArray(value)) return value.length;
  if (line?.kind === 'day' && typeof value === 'string') {
    const day = new Date(`${value}T00:00:00Z`);
    return Number.isNaN(day.getTime())
      ? value
      : new Intl.DateTimeFormat(language, { timeZone: 'UTC' }).format(day);
  }
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((one, index) => {
    const label = line?.variable.categories?.find((category) => category.value === one)?.label;
    const text = typeof one === 'object' ? JSON.stringify(one) : String(one);
    return (
      <span key={text}>
        {index > 0 && '; '}
        <SurveyText text={label} fallback={text} />
      </span>
    );
  });
}
