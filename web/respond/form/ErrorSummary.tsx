import { useWords } from '../language/words.ts';
import type { ItemError } from './use-interview.ts';

/** What has to be looked at again, at the top of the page: each line leads to its item. */
export function ErrorSummary({ errors }: { readonly errors: readonly ItemError[] }) {
  const { t } = useWords();
  if (errors.length === 0) return null;
  return (
    <section className="note note-grave error-summary" aria-labelledby="errors-title">
      <h2 id="errors-title">{t('respond.errors', { n: errors.length })}</h2>
      <ul>
        {errors.map(({ id, title }) => (
          <li key={id}>
            <button type="button" className="link" onClick={() => goTo(id)}>
              {title}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function goTo(id: string): void {
  const item = document.getElementById(id);
  item?.scrollIntoView({ block: 'start' });
  item?.querySelector<HTMLElement>('input, textarea, select, [tabindex="0"]')?.focus({
    preventScroll: true,
  });
}
