import { Button, CopyButton } from '@mantine/core';
import {
  IconCheck,
  IconLock,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconSend,
} from '@tabler/icons-react';
import type { LinkReply } from '#core/links/link-api.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import type { Doing } from '#web/workspace/links/doing.ts';
import type { Card } from '#web/workspace/links/handed-out.ts';
import { isOver } from '#web/workspace/links/link-standing.ts';
import { languageFor, nameAndSite } from '#web/workspace/links/link-words.ts';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import css from './links.module.css';

interface BulkBarProps {
  readonly chosen: readonly LinkReply[];
  /** Those of them whose address can still be shown. */
  readonly cards: readonly Card[];
  readonly mayTurn: boolean;
  readonly onDo: (doing: Doing) => void;
  readonly onKept: (ids: readonly string[]) => void;
  readonly onClear: () => void;
}

/** What can be done with the chosen links at once. */
export function BulkBar({ chosen, cards, mayTurn, onDo, onKept, onClear }: BulkBarProps) {
  const { t } = useLanguage();
  const without = chosen.filter((link) => !isOver(link)).length - cards.length;
  return (
    <section className={css.bulk} aria-label={t('links.bulk')}>
      <strong className={css.bulkCount} role="status">
        {t('links.chosen', { count: chosen.length })}
      </strong>
      {mayTurn && <Turns chosen={chosen} onDo={onDo} />}
      {cards.length > 0 && <CopyMessages cards={cards} onKept={onKept} />}
      <Button variant="subtle" size="sm" onClick={onClear}>
        {t('links.clear')}
      </Button>
      {without > 0 && (
        <p className={css.bulkNote}>
          {t(mayTurn ? 'links.no-address' : 'links.no-address-ask', {
            count: without,
          })}
        </p>
      )}
    </section>
  );
}

function Turns({ chosen, onDo }: Pick<BulkBarProps, 'chosen' | 'onDo'>) {
  const { t } = useLanguage();
  const online = useOnline();
  const inUse = chosen.filter((link) => !isOver(link));
  const paused = inUse.filter(({ status }) => status === 'paused');
  const running = inUse.filter(({ status }) => status !== 'paused');
  const turns = [
    { kind: 'pause', words: 'links.do.pause', icon: IconPlayerPause, links: running },
    { kind: 'resume', words: 'links.do.resume', icon: IconPlayerPlay, links: paused },
    { kind: 'rotate', words: 'workspace.link.rotate', icon: IconRefresh, links: inUse },
    { kind: 'close', words: 'links.do.close', icon: IconLock, links: inUse },
  ] as const;
  return turns
    .filter(({ links }) => links.length > 0)
    .map(({ kind, words, icon: IconPart, links }) => (
      <Button
        key={kind}
        variant="default"
        size="sm"
        disabled={!online}
        leftSection={<IconPart size={17} stroke={1.75} aria-hidden />}
        onClick={() => onDo({ kind, links })}
      >
        {t(words)}
      </Button>
    ));
}

/** Zalo takes no text by address, so messages are copied: one a person, each under a name. */
function CopyMessages({ cards, onKept }: Pick<BulkBarProps, 'cards' | 'onKept'>) {
  const { t, language } = useLanguage();
  const messages = cards
    .map(
      ({ link, shareText }) =>
        `${nameAndSite(link, t)}:\n${shareText[languageFor(link, language)]}`,
    )
    .join('\n\n');
  return (
    <CopyButton value={messages} timeout={2500}>
      {({ copied, copy }) => (
        <Button
          variant="default"
          size="sm"
          leftSection={
            copied ? (
              <IconCheck size={17} stroke={1.75} aria-hidden />
            ) : (
              <IconSend size={17} stroke={1.75} aria-hidden />
            )
          }
          onClick={() => {
            copy();
            onKept(cards.map(({ linkId }) => linkId));
          }}
        >
          {t(copied ? 'workspace.state.copied' : 'workspace.share.zalo')}
        </Button>
      )}
    </CopyButton>
  );
}
