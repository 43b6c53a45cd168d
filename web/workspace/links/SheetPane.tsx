import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { askAtOf, rememberAskAt } from '#web/workspace/links/ask-at.ts';
import type { Card } from '#web/workspace/links/handed-out.ts';
import { LinkSheet } from '#web/workspace/links/LinkSheet.tsx';
import { isNeutral } from '#web/workspace/links/link-standing.ts';
import { PrintLanguage } from '#web/workspace/links/PrintLanguage.tsx';
import { PrintOnly } from '#web/workspace/links/PrintOnly.tsx';
import { useWordsIn } from '#web/workspace/links/use-words-in.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import css from './links.module.css';
import print from './print.module.css';

interface SheetPaneProps {
  readonly projectId: string;
  readonly survey: SurveyReply;
  readonly cards: readonly Card[];
  readonly onKept: (ids: readonly string[]) => void;
  readonly onDrop: () => void;
}

/** The addresses that can still be shown, as the sheet that is printed of them. */
export function SheetPane({ projectId, survey, cards, onKept, onDrop }: SheetPaneProps) {
  const { t, language: screen } = useLanguage();
  const [asked, setLanguage] = useState(screen);
  const [askAt, setAskAt] = useState(() => askAtOf(projectId));
  const [shownAskAt, showAskAt] = useState(askAt);
  const [siteOnNeutral, setSiteOnNeutral] = useState(false);
  const { language, t: words } = useWordsIn(asked);
  const choices = useMemo(
    () => ({ language, t: words, askAt: shownAskAt.trim(), siteOnNeutral }),
    [language, words, shownAskAt, siteOnNeutral],
  );
  // Hundreds of cards are drawn anew when typing rests, not with each letter.
  useEffect(() => {
    const timer = setTimeout(() => showAskAt(askAt), 300);
    return () => clearTimeout(timer);
  }, [askAt]);
  const keepAskAt = () => {
    showAskAt(askAt);
    rememberAskAt(projectId, askAt);
  };
  const printed = () => {
    onKept(cards.map(({ linkId }) => linkId));
    window.print();
  };
  return (
    <aside className={css.pane} aria-label={t('links.sheet.title')}>
      <PaneHead onPrint={printed} />
      <Note tone="attention">
        <p>{t('links.sheet.once')}</p>
        <Button variant="subtle" size="compact-sm" className={css.drop ?? ''} onClick={onDrop}>
          {t('links.sheet.drop')}
        </Button>
      </Note>
      <div className={css.paneFields}>
        <PrintLanguage value={asked} onChange={setLanguage} />
        <TextInput
          label={t('links.sheet.ask')}
          maxLength={70}
          value={askAt}
          onChange={({ currentTarget }) => setAskAt(currentTarget.value)}
          onBlur={keepAskAt}
        />
      </div>
      {cards.some(({ link }) => isNeutral(link) && link.site) && (
        <Checkbox
          label={t('links.sheet.site')}
          description={t('links.sheet.site-hint')}
          checked={siteOnNeutral}
          onChange={({ currentTarget }) => setSiteOnNeutral(currentTarget.checked)}
        />
      )}
      <div className={print.preview} lang={language}>
        <LinkSheet survey={survey} cards={cards} choices={choices} />
      </div>
      <PrintOnly lang={language}>
        <LinkSheet survey={survey} cards={cards} choices={choices} />
      </PrintOnly>
    </aside>
  );
}

function PaneHead({ onPrint }: { readonly onPrint: () => void }) {
  const { t } = useLanguage();
  return (
    <div className={css.paneHead}>
      <h2>
        {t('links.sheet.title')} <span>{t('links.sheet.six')}</span>
      </h2>
      <Button
        variant="default"
        size="sm"
        leftSection={<IconPrinter size={17} stroke={1.75} aria-hidden />}
        onClick={onPrint}
      >
        {t('links.sheet.print')}
      </Button>
    </div>
  );
}
