import { IconChecks, IconPlus } from '@tabler/icons-react';
import { chooseText } from '#core/kernel/localized-text.ts';
import { ExitButton } from '../exit/ExitButton.tsx';
import { dateText, momentText } from '../language/times.ts';
import { useWords } from '../language/words.ts';
import type { DraftRow, LinkRow } from '../outbox/rows.ts';
import { Heading } from '../parts/Heading.tsx';
import { LanguageButton } from '../parts/LanguageButton.tsx';
import { StatusLine } from '../parts/StatusLine.tsx';
import { SurroundingsNote } from '../parts/SurroundingsNote.tsx';
import type { PhoneSnapshot } from '../phone.ts';
import type { Surroundings } from '../surroundings.ts';
import { CollectorName } from './CollectorName.tsx';
import { DraftLine } from './DraftLine.tsx';
import { InstallLine } from './InstallLine.tsx';
import { StorageStrip } from './StorageStrip.tsx';
import { TargetLine } from './TargetLine.tsx';
import { WaitingLine } from './WaitingLine.tsx';

interface HomeScreenProps {
  readonly phone: PhoneSnapshot;
  readonly link: LinkRow;
  readonly language: string;
  readonly surroundings: Surroundings;
  readonly now: Date;
  readonly onNew: () => void;
  readonly onContinue: (draft: DraftRow) => void;
  readonly onDiscard: (draft: DraftRow) => void;
  readonly onSendNow: () => void;
  readonly onBackup: () => Promise<string | undefined>;
  readonly onList: () => void;
  readonly onLanguage: (language: string) => void;
  readonly onCollectorName: (name: string) => void;
}

/** Where a collector begins and ends each interview; all of it works without a network. */
export function HomeScreen(props: HomeScreenProps) {
  const { phone, link, language, now } = props;
  const { t, language: ours } = useWords();
  const title = chooseText(link.view.title, [language, ...link.view.languages]);
  const received = phone.receipts.length;
  const isToday = (iso: string): boolean => new Date(iso).toDateString() === now.toDateString();
  const today = phone.receipts.filter((receipt) => isToday(receipt.receivedAt)).length;
  return (
    <main className="screen home">
      <div className="bar">
        <StatusLine online={phone.online} />
        <LanguageButton
          languages={link.view.languages}
          chosen={language}
          onChoose={props.onLanguage}
          isIconOnly
        />
        <ExitButton />
      </div>
      <Heading lang={title?.language}>{title?.text}</Heading>
      <CollectorName link={link} onChange={props.onCollectorName} />
      {phone.durable && <SurroundingsNote surroundings={props.surroundings} durable />}
      <StorageStrip phone={phone} onBackup={props.onBackup} />
      {phone.progress?.wanted ? (
        <TargetLine
          progress={phone.progress}
          wanted={phone.progress.wanted}
          onPhone={phone.waiting.length}
          online={phone.online}
          now={now}
        />
      ) : (
        <p className="count">
          {received > 0 && <strong className="figure">{received}</strong>}
          <span>{t(received > 0 ? 'respond.received.count' : 'respond.received.none')}</span>
        </p>
      )}
      <p className="aside">
        {link.view.quota !== undefined && `${t('respond.quota', { quota: link.view.quota })} `}
        {link.view.closesAt && t('respond.closes', { date: dateText(link.view.closesAt, ours) })}
      </p>
      <button type="button" className="button button-main" onClick={props.onNew}>
        <IconPlus className="icon" aria-hidden="true" />
        {t('respond.new')}
      </button>
      <div className="panel">
        <WaitingLine phone={phone} now={now} onSendNow={props.onSendNow} />
        {phone.drafts.map((draft) => (
          <DraftLine
            key={draft.id}
            where={t('respond.draft.where', {
              page: draft.pageNumber,
              time: momentText(draft.updatedAt, ours, now),
            })}
            onContinue={() => props.onContinue(draft)}
            onDiscard={() => props.onDiscard(draft)}
          />
        ))}
      </div>
      {phone.hasNewBuild && <p className="aside">{t('respond.outbox.build')}</p>}
      <InstallLine linkId={link.id} />
      <div className="foot">
        <span className="row">
          <IconChecks className="icon" aria-hidden="true" />
          {t('respond.today', { n: today })}
        </span>
        <button type="button" className="link" onClick={props.onList}>
          {t('respond.list.open')}
        </button>
      </div>
    </main>
  );
}
