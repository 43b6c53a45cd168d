import { Button, Progress, SegmentedControl, Select } from '@mantine/core';
import { IconClipboardText } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { defaultLanguageOf } from '#core/definitions/languages.ts';
import { translationsOf } from '#core/definitions/translations.ts';
import { editorLanguagesOf } from '#web/workspace/editor/model/texts.ts';
import { PasteTranslations } from '#web/workspace/editor/tools/translations/PasteTranslations.tsx';
import { TextList } from '#web/workspace/editor/tools/translations/TextList.tsx';
import { countTexts, type TextFilter } from '#web/workspace/editor/tools/translations/text-rows.ts';
import { translatorTable } from '#web/workspace/editor/tools/translations/translator-table.ts';
import { useLanguages, useSettled } from '#web/workspace/editor/use-editor.ts';
import { languageName } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { CopyText } from '#web/workspace/parts/CopyText.tsx';
import css from '../translations/translations.module.css';
import tabs from './tabs.module.css';

/** The whole survey in two languages side by side. */
export function TranslationsTab() {
  const { t } = useLanguage();
  const { second } = useLanguages();
  const definition = useSettled();
  const source = defaultLanguageOf(definition);
  const others = editorLanguagesOf(definition).filter((tag) => tag !== source);
  const [chosen, setChosen] = useState(second);
  const language = others.find((tag) => tag === chosen) ?? others[0];
  if (language === undefined)
    return <p className={tabs.note}>{t('tools.translations.one-language')}</p>;
  return (
    <>
      <LanguageProgress source={source} languages={others} />
      <InLanguage
        key={language}
        language={language}
        source={source}
        others={others}
        onLanguage={setChosen}
      />
    </>
  );
}

interface LanguageProgressProps {
  readonly source: string;
  readonly languages: readonly string[];
}

function LanguageProgress({ source, languages }: LanguageProgressProps) {
  const { t } = useLanguage();
  const definition = useSettled();
  const states = useMemo(() => {
    const all = translationsOf(definition, languages);
    return languages.map((tag) => ({
      tag,
      counts: countTexts(all.filter(({ language }) => language === tag)),
    }));
  }, [definition, languages]);
  return (
    <ul className={css.progress} aria-label={t('tools.translations.progress')}>
      {states.map(({ tag, counts: { total, missing, unsigned } }) => (
        <li key={tag}>
          <span className={css.progressWords}>
            {t('tools.translations.state', {
              language: languageName(tag),
              done: total - missing,
              total,
              unsigned,
            })}
          </span>
          <Progress
            size="sm"
            value={total === 0 ? 100 : (100 * (total - missing)) / total}
            aria-label={t('tools.translations.of', {
              language: languageName(tag),
              source: languageName(source),
            })}
          />
        </li>
      ))}
    </ul>
  );
}

interface InLanguageProps {
  readonly language: string;
  readonly source: string;
  readonly others: readonly string[];
  readonly onLanguage: (language: string) => void;
}

function InLanguage({ language, source, others, onLanguage }: InLanguageProps) {
  const { t } = useLanguage();
  const definition = useSettled();
  const rows = useMemo(() => translationsOf(definition, [language]), [definition, language]);
  const counts = countTexts(rows);
  const [filter, setFilter] = useState<TextFilter>(counts.missing > 0 ? 'missing' : 'all');
  const [isPasting, setPasting] = useState(false);
  const filters = [
    { value: 'missing' as const, label: t('tools.translations.missing', { n: counts.missing }) },
    { value: 'unsigned' as const, label: t('tools.translations.unsigned', { n: counts.unsigned }) },
    { value: 'all' as const, label: t('tools.translations.all', { n: counts.total }) },
  ];
  return (
    <>
      <div className={tabs.toolbar}>
        <Select
          label={t('tools.translations.into')}
          allowDeselect={false}
          data={others.map((tag) => ({ value: tag, label: languageName(tag) }))}
          value={language}
          onChange={(tag) => tag && onLanguage(tag)}
        />
        <SegmentedControl
          aria-label={t('tools.translations.filter')}
          value={filter}
          data={filters}
          onChange={(value) => {
            const found = filters.find((one) => one.value === value);
            if (found) setFilter(found.value);
          }}
        />
        <span className={tabs.grow} />
        <CopyText
          value={translatorTable(definition, language)}
          label={t('tools.translations.copy')}
        />
        <Button
          variant="default"
          leftSection={<IconClipboardText size={17} stroke={1.75} aria-hidden />}
          onClick={() => setPasting(true)}
        >
          {t('tools.translations.paste')}
        </Button>
      </div>
      <p className={tabs.note}>{t('tools.translations.keys')}</p>
      <TextList key={filter} rows={rows} language={language} source={source} filter={filter} />
      {isPasting && <PasteTranslations language={language} onClose={() => setPasting(false)} />}
    </>
  );
}
