import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Table } from '#web/workspace/analysis/result-rows.ts';
import { themeGroups } from '#web/workspace/analysis/theme-groups.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import { useSurveyText } from '#web/workspace/parts/use-survey-text.ts';
import css from './results.module.css';

interface ItemNavProps {
  readonly tables: readonly Table[];
  readonly current: string;
  readonly addressOf: (item: string) => string;
}

/** All items by theme, to choose one; found without typing accents. */
export function ItemNav({ tables, current, addressOf }: ItemNavProps) {
  const { t } = useLanguage();
  const text = useSurveyText();
  const [sought, setSought] = useState('');
  const groups = themeGroups(tables, sought, text);
  return (
    <nav className={css.items} aria-label={t('workspace.result.items')}>
      <TextInput
        type="search"
        size="sm"
        leftSection={<IconSearch size={17} stroke={1.75} aria-hidden />}
        placeholder={t('workspace.result.search')}
        aria-label={t('workspace.result.search')}
        value={sought}
        onChange={({ currentTarget }) => setSought(currentTarget.value)}
      />
      {groups.length === 0 && <p className={css.theme}>{t('workspace.result.not-found')}</p>}
      {groups.map(({ key, theme, members }) => (
        <div key={key}>
          {theme && (
            <p className={css.theme}>
              <SurveyText text={theme} />
            </p>
          )}
          <ul>
            {members.map(({ variable }) => (
              <li key={variable.name}>
                <Link
                  href={addressOf(variable.name)}
                  replace
                  {...(variable.name === current && { 'aria-current': 'true' as const })}
                >
                  <SurveyText
                    alone
                    text={variable.shortLabel ?? variable.label}
                    fallback={variable.name}
                  />
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
