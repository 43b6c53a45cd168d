import { memo } from 'react';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import type { ProductLanguage } from '#core/kernel/localized-text.ts';
import type { WorkspaceMessages } from '#web/workspace/language/workspace-messages.ts';
import { cardDays, cardPages, dayKeys, typedAddress } from '#web/workspace/links/card-facts.ts';
import type { Card } from '#web/workspace/links/handed-out.ts';
import { isNeutral } from '#web/workspace/links/link-standing.ts';
import { purposeKeys } from '#web/workspace/links/purpose-words.ts';
import { QrCode } from '#web/workspace/links/QrCode.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import { useTimeZone } from '#web/workspace/shell/use-time-zone.ts';
import css from './print.module.css';

/** How the cards are to look: in which words, with whom to ask. */
export interface SheetChoices {
  readonly language: ProductLanguage;
  readonly t: WorkspaceMessages;
  readonly askAt: string;
  /** Whether cards for clients say where they hang. */
  readonly siteOnNeutral: boolean;
}

interface LinkSheetProps {
  readonly survey: SurveyReply;
  readonly cards: readonly Card[];
  readonly choices: SheetChoices;
}

/** Pages of A4 with six cards each. Its lengths are in `--mm`: millimetres on paper, less on the screen. */
export const LinkSheet = memo(function LinkSheet({ survey, cards, choices }: LinkSheetProps) {
  const timeZone = useTimeZone();
  const pages = cardPages(cards);
  return pages.map((page) => (
    <section key={page[0]?.link.id} className={css.page}>
      <header className={css.pageHead}>
        <span>
          {page.some(({ link }) => isNeutral(link)) ? null : (
            <SurveyText text={survey.title} language={choices.language} />
          )}
        </span>
      </header>
      <div className={css.cards}>
        {page.map((card) => (
          <SheetCard key={card.link.id} card={card} choices={choices} timeZone={timeZone} />
        ))}
      </div>
    </section>
  ));
});

interface SheetCardProps {
  readonly card: Card;
  readonly choices: SheetChoices;
  readonly timeZone: string | undefined;
}

function SheetCard({ card, choices, timeZone }: SheetCardProps) {
  const { language, t } = choices;
  const { link, url } = card;
  const neutral = isNeutral(link);
  const days = cardDays(language, link, timeZone);
  const site = neutral && !choices.siteOnNeutral ? undefined : link.site?.name;
  const { place, secret } = typedAddress(url);
  return (
    <article className={css.card}>
      <div className={css.cardTop}>
        <QrCode text={url} label={t('workspace.link.qr')} />
        <div className={css.how}>
          <p>{t(neutral ? 'links.card.how-answer' : 'links.card.how-collect')}</p>
          {days && <p className={css.cardDays}>{t(dayKeys[days.kind], { days: days.days })}</p>}
        </div>
      </div>
      <h3 className={css.cardName}>
        {neutral ? t('links.card.neutral') : (link.holder ?? t(purposeKeys[link.purpose]))}
      </h3>
      {site && <p className={css.facts}>{site}</p>}
      <p className={css.address} translate="no">
        {place}
        <br />
        {secret}
      </p>
      {choices.askAt && <p className={css.ask}>{t('links.card.ask', { where: choices.askAt })}</p>}
    </article>
  );
}
