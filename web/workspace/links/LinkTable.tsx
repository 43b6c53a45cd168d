import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconBan, IconCircleDashed, IconDots, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import type { LinkReply } from '#core/links/link-api.ts';
import { useMay } from '#web/workspace/access/use-session.ts';
import { formatAgo, formatDate, formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { LinkChange } from '#web/workspace/links/LinkChange.tsx';
import { purposeKeys } from '#web/workspace/links/purpose-words.ts';
import { ScrollBox } from '#web/workspace/parts/ScrollBox.tsx';
import { StatusChip } from '#web/workspace/parts/StatusChip.tsx';
import { useTimeZone } from '#web/workspace/shell/use-time-zone.ts';
import table from '#web/workspace/styles/table.module.css';
import css from './links.module.css';

interface LinkTableProps {
  readonly survey: SurveyReply;
  readonly links: readonly LinkReply[];
}

interface Change {
  readonly kind: 'revoke' | 'rotate';
  readonly link: LinkReply;
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

const isOver = (link: LinkReply): boolean =>
  link.revokedAt !== undefined ||
  (link.closesAt !== undefined && new Date(link.closesAt).getTime() < Date.now());

interface LinkRowProps {
  readonly link: LinkReply;
  readonly seesProgress: boolean;
  readonly onChange: (change: Change) => void;
}

function LinkRow({ link, seesProgress, onChange }: LinkRowProps) {
  const { t, language } = useLanguage();
  const timeZone = useTimeZone();
  const name = link.holder ?? t(purposeKeys[link.purpose]);
  return (
    <tr data-off={isOver(link) || undefined}>
      <th scope="row">
        {name}
        <span className={table.under}>{link.site?.name ?? t('workspace.link.no-site')}</span>
      </th>
      <td className={table.quiet}>{t(purposeKeys[link.purpose])}</td>
      {seesProgress && (
        <>
          <td className={table.number}>
            {formatNumber(language, link.completed ?? 0)}
            {link.quota !== undefined && (
              <span className={css.of}> / {formatNumber(language, link.quota)}</span>
            )}
          </td>
          <td className={table.quiet}>
            {link.lastReceivedAt ? (
              formatAgo(language, link.lastReceivedAt, new Date())
            ) : (
              <StatusChip icon={IconCircleDashed} tone="draft">
                {t('workspace.link.unused')}
              </StatusChip>
            )}
          </td>
        </>
      )}
      <td className={table.quiet}>
        {link.revokedAt ? (
          <StatusChip icon={IconBan} tone="refused">
            {t('workspace.link.revoked')}
          </StatusChip>
        ) : link.closesAt ? (
          formatDate(language, link.closesAt, timeZone)
        ) : (
          t('workspace.link.open-ended')
        )}
      </td>
      <td className={table.number}>
        {!link.revokedAt && <LinkMenu name={name} link={link} onChange={onChange} />}
      </td>
    </tr>
  );
}

interface LinkMenuProps {
  readonly name: string;
  readonly link: LinkReply;
  readonly onChange: (change: Change) => void;
}

function LinkMenu({ name, link, onChange }: LinkMenuProps) {
  const { t } = useLanguage();
  const mayRevoke = useMay('link.revoke');
  if (!mayRevoke) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('workspace.link.more', { name })}
        >
          <IconDots size={20} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconRefresh size={17} stroke={1.75} aria-hidden />}
          onClick={() => onChange({ kind: 'rotate', link })}
        >
          {t('workspace.link.rotate')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconBan size={17} stroke={1.75} aria-hidden />}
          onClick={() => onChange({ kind: 'revoke', link })}
        >
          {t('workspace.link.revoke')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
