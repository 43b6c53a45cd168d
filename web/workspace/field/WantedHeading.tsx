import { isDay } from '#core/register/project-time.ts';
import { textIn, type Values, wantedOfAll } from '#web/workspace/field/field-values.ts';
import { formatMonthDay } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';

/** What is wanted and until when, in one sentence, as the fields stand. */
export function WantedHeading({ values }: { readonly values: Values }) {
  const { t, language } = useLanguage();
  const wanted = wantedOfAll(values);
  if (!wanted) return <h1>{t('field.head.none')}</h1>;
  const [from, until] = [textIn(values, 'from'), textIn(values, 'until')];
  const write = (day: string) => (isDay(day) ? formatMonthDay(language, day) : '');
  const dates = isDay(from) && isDay(until) ? 'both' : isDay(until) ? 'until' : 'none';
  return (
    <h1>
      {t('field.head.wanted', {
        wanted,
        unit: textIn(values, 'unit'),
        dates,
        from: write(from),
        until: write(until),
      })}
    </h1>
  );
}
