import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import type { z } from 'zod';
import type { definitionProblemSchema } from '#core/definitions/survey-api.ts';
import type { OutlineItem, OutlinePage } from '#web/workspace/definitions/outline.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { StatusChip } from '#web/workspace/parts/StatusChip.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import css from './definitions.module.css';

interface ProblemListProps {
  readonly problems: readonly z.output<typeof definitionProblemSchema>[];
  readonly pages: readonly OutlinePage[];
  /** Called when somebody goes to an item. */
  readonly onGo?: () => void;
}

/** What keeps a draft from being published, and what to look at; each with the way to its item. */
export function ProblemList({ problems, pages, onGo }: ProblemListProps) {
  const { t } = useLanguage();
  const items = pages.flatMap((page) => page.items);
  return (
    <ul className={css.problemList}>
      {problems.map((problem) => {
        const item = itemAt(problem.path, items);
        return (
          <li key={`${problem.code} ${problem.path} ${problem.message}`}>
            {problem.severity === 'error' ? (
              <StatusChip icon={IconAlertCircle} tone="refused">
                {t('workspace.publish.error')}
              </StatusChip>
            ) : (
              <StatusChip icon={IconAlertTriangle} tone="attention">
                {t('workspace.publish.warning')}
              </StatusChip>
            )}
            <div>
              <p lang="en">{problem.message}</p>
              {item ? (
                <a href={`#item-${item.name}`} onClick={onGo}>
                  <SurveyText text={item.title} fallback={item.name} />
                </a>
              ) : (
                <code>{problem.path}</code>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** The item that a path speaks of: the longest name that stands in it as a whole part. */
function itemAt(path: string, items: readonly OutlineItem[]): OutlineItem | undefined {
  const parts = new Set(path.split(/[/.[\]]+/));
  return [...items].reverse().find((item) => parts.has(item.name));
}
