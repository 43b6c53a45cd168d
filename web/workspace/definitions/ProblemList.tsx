import { Button } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { z } from 'zod';
import type { definitionProblemSchema } from '#core/definitions/survey-api.ts';
import { nameAtPointer, type OutlineItem, outlineOf } from '#web/workspace/definitions/outline.ts';
import { problemWords } from '#web/workspace/definitions/problem-words.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { StatusChip } from '#web/workspace/parts/StatusChip.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import css from './definitions.module.css';

interface ProblemListProps {
  readonly problems: readonly z.output<typeof definitionProblemSchema>[];
  readonly definition: unknown;
  /** Takes somebody to the item of a problem; where nothing is given, the item stands further down on the page. */
  readonly onGo?: (path: string) => void;
}

/** What keeps a draft from being published, and what to look at; each with the way to its item. */
export function ProblemList({ problems, definition, onGo }: ProblemListProps) {
  const { t, language } = useLanguage();
  const words = useMemo(() => problemWords(definition, t, language), [definition, t, language]);
  const items = (outlineOf(definition) ?? []).flatMap((page) => page.items);
  return (
    <ul className={css.problemList}>
      {problems.map((problem) => {
        const name = nameAtPointer(definition, problem.path);
        const item = items.find((one) => one.name === name);
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
              <p>{words(problem).sentence}</p>
              <ItemLink item={item} path={problem.path} onGo={onGo} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}

interface ItemLinkProps {
  readonly item: OutlineItem | undefined;
  readonly path: string;
  readonly onGo: ((path: string) => void) | undefined;
}

function ItemLink({ item, path, onGo }: ItemLinkProps) {
  const { t } = useLanguage();
  const words = item && <SurveyText text={item.title} fallback={item.name} />;
  if (onGo) {
    return (
      <Button
        variant="subtle"
        size="compact-sm"
        className={css.goTo ?? ''}
        onClick={() => onGo(path)}
      >
        {words ?? t('tools.problems.go')}
      </Button>
    );
  }
  return item && <a href={`#item-${item.name}`}>{words}</a>;
}
