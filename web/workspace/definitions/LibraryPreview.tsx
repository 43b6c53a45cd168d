import { NativeSelect } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { LibraryReply } from '#core/definitions/survey-api.ts';
import { useLibraryDefinitionQuery } from '#web/workspace/api/survey-queries.ts';
import { ItemOutline } from '#web/workspace/definitions/ItemOutline.tsx';
import { outlineOf } from '#web/workspace/definitions/outline.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { LanguageOptions } from '#web/workspace/parts/LanguageOptions.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import css from './definitions.module.css';

interface LibraryPreviewProps {
  readonly entry: LibraryReply;
  readonly action: ReactNode;
}

/** A survey of the library, to read before it is taken. */
export function LibraryPreview({ entry, action }: LibraryPreviewProps) {
  const { t, language } = useLanguage();
  const query = useLibraryDefinitionQuery(entry.name, entry.version);
  const [reading, setReading] = useState<string>(
    entry.languages.includes(language) ? language : (entry.languages[0] ?? language),
  );
  return (
    <>
      <p className={css.back}>
        <Link href="?">
          <IconArrowLeft size={18} stroke={1.75} aria-hidden />
          {t('workspace.library.all')}
        </Link>
      </p>
      <h1>
        <SurveyText text={entry.title} fallback={entry.name} />
      </h1>
      <p className={css.lead}>
        <SurveyText text={entry.purpose} />
        <span className={css.facts}>
          {t('workspace.survey.facts', { items: entry.items, minutes: entry.minutes })}
        </span>
      </p>
      <div className={css.controls}>
        <NativeSelect
          label={t('workspace.survey.read-in')}
          value={reading}
          onChange={({ currentTarget }) => setReading(currentTarget.value)}
        >
          <LanguageOptions languages={entry.languages} />
        </NativeSelect>
        {action}
      </div>
      <QueryView query={query}>
        {({ definition }) => <ItemOutline pages={outlineOf(definition) ?? []} language={reading} />}
      </QueryView>
    </>
  );
}
