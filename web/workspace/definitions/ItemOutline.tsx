import { conditionInWords } from '#web/workspace/definitions/condition-words.ts';
import { itemTypeKey } from '#web/workspace/definitions/item-words.ts';
import type { OutlinePage } from '#web/workspace/definitions/outline.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import css from './definitions.module.css';

interface ItemOutlineProps {
  readonly pages: readonly OutlinePage[];
  /** In which language the survey is read. */
  readonly language: string;
}

/** A survey to read: every item with its answers, and in words when it is asked. */
export function ItemOutline({ pages, language }: ItemOutlineProps) {
  const { t, language: screen } = useLanguage();
  const inWords = (condition: string) => conditionInWords(condition, pages, [language, screen], t);
  return (
    <div className={css.outline}>
      {pages.map((page) => (
        <section key={page.name}>
          <h3>
            <SurveyText text={page.title} language={language} fallback={page.name} />
          </h3>
          {page.condition && (
            <p className={css.condition}>
              {t('workspace.condition.asked-when', { condition: inWords(page.condition) })}
            </p>
          )}
          <ol>
            {page.items.map((item) => (
              <li
                className={css.item}
                key={item.name}
                id={`item-${item.name}`}
                tabIndex={-1}
                data-depth={item.depth}
              >
                <p className={css.itemTitle}>
                  <SurveyText text={item.title} language={language} fallback={item.name} />
                  {item.required && (
                    <span className={css.required}>{t('workspace.item.required')}</span>
                  )}
                </p>
                <p className={css.itemFacts}>
                  {t(itemTypeKey(item.type))}
                  <code>{item.name}</code>
                </p>
                {item.condition && (
                  <p className={css.condition}>
                    {t('workspace.condition.asked-when', { condition: inWords(item.condition) })}
                  </p>
                )}
                {item.answers.length > 0 && (
                  <ul className={css.answers}>
                    {item.answers.map(({ value, label }) => (
                      <li key={value}>
                        <SurveyText text={label} language={language} fallback={value} />
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
