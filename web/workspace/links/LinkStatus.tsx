import { IconCircleDashed, IconClockPause } from '@tabler/icons-react';
import type { LinkReply } from '#core/links/link-api.ts';
import { formatAgo } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { isSilent } from '#web/workspace/links/link-standing.ts';
import { statusLooks } from '#web/workspace/links/link-words.ts';
import { StatusChip } from '#web/workspace/parts/StatusChip.tsx';
import { useTimeZone } from '#web/workspace/shell/use-time-zone.ts';
import table from '#web/workspace/styles/table.module.css';

interface LinkStatusProps {
  readonly link: LinkReply;
  readonly seesCounts: boolean;
  /** Of an anonymous survey, whose times are nobody's business. */
  readonly anonymous: boolean;
}

/** How a link stands: its state where it is not simply open, and when the last response came. */
export function LinkStatus({ link, seesCounts, anonymous }: LinkStatusProps) {
  const { t } = useLanguage();
  const last = seesCounts && !anonymous && <LastResponse link={link} />;
  if (link.status === 'open') return last || t('links.status.open');
  const { words, icon, tone } = statusLooks[link.status];
  return (
    <>
      <StatusChip icon={icon} tone={tone}>
        {t(words)}
      </StatusChip>
      {last && link.lastReceivedAt && <span className={table.under}>{last}</span>}
    </>
  );
}

function LastResponse({ link }: { readonly link: LinkReply }) {
  const { t, language } = useLanguage();
  const timeZone = useTimeZone() ?? 'UTC';
  if (!link.lastReceivedAt) {
    return (
      <StatusChip icon={IconCircleDashed} tone="draft">
        {t('workspace.link.unused')}
      </StatusChip>
    );
  }
  const now = new Date();
  const ago = formatAgo(language, link.lastReceivedAt, now);
  if (!isSilent(link, now, timeZone)) return ago;
  return (
    <StatusChip icon={IconClockPause} tone="attention">
      <span className="ln-vh">{t('links.silent')}</span>
      {ago}
    </StatusChip>
  );
}
