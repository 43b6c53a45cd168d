import type { LinkReply } from '#core/links/link-api.ts';
import type { WorkspaceMessages } from '#web/workspace/language/workspace-messages.ts';
import { type CardDays, cardDays, inPages } from '#web/workspace/links/card-facts.ts';
import { QrCode } from '#web/workspace/links/QrCode.tsx';
import { useTimeZone } from '#web/workspace/shell/use-time-zone.ts';
import css from './print.module.css';

interface CodeSheetProps {
  readonly link: LinkReply;
  readonly url: string | undefined;
  readonly codes: readonly string[];
  readonly language: string;
  readonly t: WorkspaceMessages;
}

const slipsOnPage = 18;

/**
 * Slips to cut and hand out, each with a code that is good for one response. They name neither survey nor holder nor
 * site: whoever finds one learns nothing about the person who had it.
 */
export function CodeSheet({ link, url, codes, language, t }: CodeSheetProps) {
  const days = cardDays(language, link, useTimeZone(), 'short');
  const until = days && shortly(days, t);
  return inPages(codes, slipsOnPage).map((page) => (
    <section key={page[0]} className={css.page}>
      <div className={css.slips}>
        {page.map((code) => (
          <Slip key={code} code={code} url={url} until={until} t={t} />
        ))}
      </div>
    </section>
  ));
}

/** A slip has room for a word and a date. */
function shortly({ kind, days }: CardDays, t: WorkspaceMessages): string {
  if (kind === 'range') return days;
  return t(kind === 'from' ? 'links.from' : 'links.until', { date: days });
}

interface SlipProps extends Pick<CodeSheetProps, 'url' | 't'> {
  readonly code: string;
  readonly until: string | undefined;
}

function Slip({ code, url, until, t }: SlipProps) {
  const [first = '', second = ''] = code.split('-');
  return (
    <article className={css.slip} data-plain={url ? undefined : true}>
      {url && <QrCode text={`${url}.${code.replaceAll('-', '')}`} label={t('workspace.link.qr')} />}
      <div>
        <p className={css.slipTitle}>{t('links.card.neutral')}</p>
        <p className={css.code} translate="no">
          <span>{first}-</span>
          <span>{second}</span>
        </p>
        {until && <p>{until}</p>}
        {!url && <p>{t('links.codes.type')}</p>}
      </div>
    </article>
  );
}
