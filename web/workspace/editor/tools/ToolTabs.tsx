import { Tabs } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { ChangesTab } from '#web/workspace/editor/tools/tabs/ChangesTab.tsx';
import { ProblemsTab } from '#web/workspace/editor/tools/tabs/ProblemsTab.tsx';
import { useChanges } from '#web/workspace/editor/tools/tabs/use-changes.ts';
import { useProblems } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { LoadingLines } from '#web/workspace/parts/LoadingLines.tsx';
import css from './tabs/tabs.module.css';

const CodebookTab = lazy(async () => ({
  default: (await import('#web/workspace/editor/tools/tabs/CodebookTab.tsx')).CodebookTab,
}));
const TranslationsTab = lazy(async () => ({
  default: (await import('#web/workspace/editor/tools/tabs/TranslationsTab.tsx')).TranslationsTab,
}));
const JsonTab = lazy(async () => ({
  default: (await import('#web/workspace/editor/tools/tabs/JsonTab.tsx')).JsonTab,
}));
const XlsformTab = lazy(async () => ({
  default: (await import('#web/workspace/editor/tools/tabs/XlsformTab.tsx')).XlsformTab,
}));

/** What there is to say about the whole survey, each under a tab of its own. */
export function ToolTabs() {
  const { t } = useLanguage();
  const problems = useProblems();
  const changes = useChanges();
  const [tab, setTab] = useState<string | null>('problems');
  return (
    <Tabs value={tab} onChange={setTab} keepMounted={false} className={css.tabs ?? ''}>
      <Tabs.List className={css.list ?? ''} aria-label={t('tools.tabs.label')}>
        <Tabs.Tab value="problems">
          <Counted count={problems.length}>{t('tools.tabs.problems')}</Counted>
        </Tabs.Tab>
        {changes.basedOn !== undefined && (
          <Tabs.Tab value="changes">
            <Counted count={changes.changes?.length}>
              {t('tools.tabs.changes', { number: changes.basedOn })}
            </Counted>
          </Tabs.Tab>
        )}
        <Tabs.Tab value="codebook">{t('tools.tabs.codebook')}</Tabs.Tab>
        <Tabs.Tab value="translations">{t('tools.tabs.translations')}</Tabs.Tab>
        <Tabs.Tab value="json">{t('tools.tabs.json')}</Tabs.Tab>
        <Tabs.Tab value="xlsform">{t('tools.tabs.xlsform')}</Tabs.Tab>
      </Tabs.List>
      <Panel value="problems">
        <ProblemsTab />
      </Panel>
      <Panel value="changes">
        <ChangesTab changes={changes} />
      </Panel>
      <Panel value="codebook">
        <CodebookTab />
      </Panel>
      <Panel value="translations">
        <TranslationsTab />
      </Panel>
      <Panel value="json">
        <JsonTab />
      </Panel>
      <Panel value="xlsform">
        <XlsformTab />
      </Panel>
    </Tabs>
  );
}

const Counted = ({ count, children }: { count: number | undefined; children: ReactNode }) => (
  <>
    {children}
    {count !== undefined && count > 0 && <span className={css.count}> ({count})</span>}
  </>
);

const Panel = ({ value, children }: { value: string; children: ReactNode }) => (
  <Tabs.Panel value={value} className={css.panel ?? ''}>
    <Suspense fallback={<LoadingLines />}>{children}</Suspense>
  </Tabs.Panel>
);
