import { IconBan, IconCircleDashed } from '@tabler/icons-react';
import type { LinkReply } from '#core/links/link-api.ts';
import { formatAgo, formatDate, formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { type Change, LinkMenu } from '#web/workspace/links/LinkMenu.tsx';
import { purposeKeys } from '#web/workspace/links/purpose-words.ts';
import { StatusChip } from '#web/workspace/parts/StatusChip.tsx';
import { useTimeZone } from '#web/workspace/shell/use-time-zone.ts';
import table from '#web/workspace/styles/table.module.css';
import css from './links.module.css';

interface LinkRowProps {
  readonly link: LinkReply;
  readonly seesProgress: boolean;
  readonly onChange: (change: Change) => void;
}

/** One link: who holds it, how much came by it, until when. */
export function LinkRow({ link, seesProgress, onChange }: LinkRowProps) {
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

/** Withdrawn, or past its last day. */
export const isOver = (link: LinkReply): boolean =>
  link.revokedAt !== undefined ||
  (link.closesAt !== undefined && new Date(link.closesAt).getTime() < Date.now());
