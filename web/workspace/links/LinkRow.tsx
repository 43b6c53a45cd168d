import type { LinkReply } from '#core/links/link-api.ts';
import { formatDate, formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { dayFormat } from '#web/workspace/links/card-facts.ts';
import type { Doing } from '#web/workspace/links/doing.ts';
import { LinkMenu } from '#web/workspace/links/LinkMenu.tsx';
import { LinkStatus } from '#web/workspace/links/LinkStatus.tsx';
import { isOver } from '#web/workspace/links/link-standing.ts';
import { nameAndSite, nameOf } from '#web/workspace/links/link-words.ts';
import { purposeKeys } from '#web/workspace/links/purpose-words.ts';
import { TickBox } from '#web/workspace/links/TickBox.tsx';
import { useTimeZone } from '#web/workspace/shell/use-time-zone.ts';
import table from '#web/workspace/styles/table.module.css';
import css from './links.module.css';

interface LinkRowProps {
  readonly link: LinkReply;
  readonly anonymous: boolean;
  readonly seesCounts: boolean;
  /** Whether its address can still be shown. */
  readonly held: boolean;
  /** Absent where there is nothing to choose links for. */
  readonly onSelect?: ((selected: boolean) => void) | undefined;
  readonly selected: boolean;
  readonly onDo: (doing: Doing) => void;
}

/** One link: who holds it, how much came by it, how it stands. */
export function LinkRow(props: LinkRowProps) {
  const { link, anonymous, seesCounts, held, onSelect, selected, onDo } = props;
  const { t } = useLanguage();
  return (
    <tr data-off={isOver(link) || undefined} data-selected={selected || undefined}>
      {onSelect && (
        <td className={css.tick}>
          <TickBox
            aria-label={t('links.select', { name: nameAndSite(link, t) })}
            checked={selected}
            onChange={({ currentTarget }) => onSelect(currentTarget.checked)}
          />
        </td>
      )}
      <th scope="row" className={css.who}>
        {nameOf(link, t)}
        <span className={table.under}>{link.site?.name ?? t('workspace.link.no-site')}</span>
      </th>
      <td className={`${table.quiet} ${css.use}`}>
        {t(purposeKeys[link.purpose])}
        <Days link={link} />
      </td>
      {seesCounts && (
        <td className={`${table.number} ${css.received}`}>
          <Received link={link} anonymous={anonymous} />
        </td>
      )}
      <td className={`${table.quiet} ${css.standing}`}>
        <LinkStatus link={link} seesCounts={seesCounts} anonymous={anonymous} />
      </td>
      <td className={css.more}>
        <LinkMenu link={link} held={held} onDo={onDo} />
      </td>
    </tr>
  );
}

/** Until when, or from when if it has not begun. */
function Days({ link }: { readonly link: LinkReply }) {
  const { t, language } = useLanguage();
  const timeZone = useTimeZone();
  const words =
    link.status === 'not-yet' && link.opensAt
      ? t('links.from', { date: formatCloseDay(language, link.opensAt, timeZone) })
      : link.closesAt
        ? t('links.until', { date: formatCloseDay(language, link.closesAt, timeZone) })
        : t('workspace.link.open-ended');
  return <span className={table.under}>{words}</span>;
}

/** The year only where it is another one. */
function formatCloseDay(language: string, iso: string, timeZone: string | undefined): string {
  const sameYear = new Date(iso).getFullYear() === new Date().getFullYear();
  if (!sameYear) return formatDate(language, iso, timeZone);
  return dayFormat(language, timeZone, 'short').format(new Date(iso));
}

/** What came, of what is hoped for. Counts of anonymous surveys move on in batches and say so. */
function Received({ link, anonymous }: { readonly link: LinkReply; readonly anonymous: boolean }) {
  const { t, language } = useLanguage();
  const count = link.completed ?? 0;
  const wanted = link.wanted ?? link.quota;
  const words = !anonymous
    ? formatNumber(language, count)
    : count === 0
      ? t('links.received.few')
      : t('links.received.at-least', { count });
  return (
    <>
      {words}
      {wanted !== undefined && <span className={css.of}> / {formatNumber(language, wanted)}</span>}
      {link.quota !== undefined && link.wanted !== undefined && link.quota !== link.wanted && (
        <span className={table.under}>{t('links.at-most', { count: link.quota })}</span>
      )}
    </>
  );
}
