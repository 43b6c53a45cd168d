import { Button } from '@mantine/core';
import { useState } from 'react';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import type { LinkReply } from '#core/links/link-api.ts';
import { useMay } from '#web/workspace/access/use-session.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { LinkChange } from '#web/workspace/links/LinkChange.tsx';
import type { Change } from '#web/workspace/links/LinkMenu.tsx';
import { isOver, LinkRow } from '#web/workspace/links/LinkRow.tsx';
import { ScrollBox } from '#web/workspace/parts/ScrollBox.tsx';
import table from '#web/workspace/styles/table.module.css';
import css from './links.module.css';

interface LinkTableProps {
  readonly survey: SurveyReply;
  readonly links: readonly LinkReply[];
}

/** Links in use, newest first; withdrawn ones on demand. */
export function LinkTable({ survey, links }: LinkTableProps) {
  const { t } = useLanguage();
  const [showAll, setShowAll] = useState(false);
  const [change, setChange] = useState<Change | null>(null);
  const seesProgress = useMay('progress.read');
  const over = links.filter(isOver).length;
  const shown = showAll ? links : links.filter((link) => !isOver(link));
  return (
    <>
      <ScrollBox label={t('workspace.link.title')}>
        <table className={`${table.table} ${css.table}`}>
          <thead>
            <tr>
              <th scope="col">{t('workspace.link.who')}</th>
              <th scope="col">{t('workspace.link.use')}</th>
              {seesProgress && (
                <>
                  <th scope="col" className={table.number}>
                    {t('workspace.link.received')}
                  </th>
                  <th scope="col">{t('workspace.link.last')}</th>
                </>
              )}
              <th scope="col">{t('workspace.link.until')}</th>
              <th scope="col">
                <span className="ln-vh">{t('workspace.action.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((link) => (
              <LinkRow key={link.id} link={link} seesProgress={seesProgress} onChange={setChange} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {over > 0 && (
        <p className={css.over}>
          {t('workspace.link.over', { count: over })}{' '}
          <Button variant="subtle" size="compact-sm" onClick={() => setShowAll(!showAll)}>
            {t(showAll ? 'workspace.link.hide-over' : 'workspace.link.show-over')}
          </Button>
        </p>
      )}
      {change && <LinkChange survey={survey} {...change} onClose={() => setChange(null)} />}
    </>
  );
}
