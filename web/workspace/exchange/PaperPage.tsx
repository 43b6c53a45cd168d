import { Button, NativeSelect } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useRef } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { SurveyDetail } from '#core/definitions/survey-api.ts';
import { usePaperQuery } from '#web/workspace/api/exchange-queries.ts';
import { useSurveyQuery } from '#web/workspace/api/survey-queries.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { LanguageOptions } from '#web/workspace/parts/LanguageOptions.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { useSurveyText } from '#web/workspace/parts/use-survey-text.ts';
import { Page } from '#web/workspace/shell/Page.tsx';
import css from './exchange.module.css';

interface PaperPageProps {
  readonly projectId: string;
  readonly name: string;
}

/** A survey as a sheet: to choose language and version, to look at, to print. */
export function PaperPage({ projectId, name }: PaperPageProps) {
  const { t } = useLanguage();
  const text = useSurveyText();
  const query = useSurveyQuery(name);
  const frame = useRef<HTMLIFrameElement>(null);
  return (
    <Page
      bare
      name={t('exchange.paper-title')}
      crumb={
        <Link href={`/projects/${projectId}/surveys/${name}`}>{text(query.data?.title, name)}</Link>
      }
      actions={
        <Button
          leftSection={<IconPrinter size={18} stroke={1.75} aria-hidden />}
          onClick={() => frame.current?.contentWindow?.print()}
        >
          {t('exchange.paper-print')}
        </Button>
      }
    >
      <QueryView query={query}>
        {(survey) => <PaperSheet survey={survey} frame={frame} />}
      </QueryView>
    </Page>
  );
}

interface PaperSheetProps {
  readonly survey: SurveyDetail;
  readonly frame: React.RefObject<HTMLIFrameElement | null>;
}

function PaperSheet({ survey, frame }: PaperSheetProps) {
  const { t, language } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const newest = survey.versions.findLast(({ retiredAt }) => retiredAt === undefined);
  const version = search.get('version') ?? (newest ? String(newest.number) : 'draft');
  const asked = search.get('language') ?? language;
  const shown = survey.languages.includes(asked) ? asked : (survey.languages[0] ?? asked);
  const choose = (change: Record<string, string>) =>
    setSearch({ version, language: shown, ...change }, { replace: true });
  const query = usePaperQuery(survey.name, shown, version);
  return (
    <div className={css.sheet}>
      <h1 className="ln-vh">{t('exchange.paper-title')}</h1>
      <div className={css.choices}>
        <NativeSelect
          label={t('exchange.paper-language')}
          value={shown}
          onChange={({ currentTarget }) => choose({ language: currentTarget.value })}
        >
          <LanguageOptions languages={survey.languages} />
        </NativeSelect>
        <NativeSelect
          label={t('exchange.paper-version')}
          value={version}
          onChange={({ currentTarget }) => choose({ version: currentTarget.value })}
        >
          {survey.draft && <option value="draft">{t('exchange.paper-draft')}</option>}
          {survey.versions.map(({ number }) => (
            <option key={number} value={number}>
              {t('exchange.paper-number', { number })}
            </option>
          ))}
        </NativeSelect>
      </div>
      <QueryView query={query} lines={12}>
        {(html) => (
          <iframe
            ref={frame}
            title={t('exchange.paper-preview')}
            sandbox="allow-same-origin allow-modals"
            srcDoc={html}
          />
        )}
      </QueryView>
    </div>
  );
}
