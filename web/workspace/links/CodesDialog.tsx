import { Button, Group, Modal, NumberInput, Stack } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { codesMost, type LinkReply } from '#core/links/link-api.ts';
import { useMakeCodes } from '#web/workspace/api/link-queries.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { CodeSheet } from '#web/workspace/links/CodeSheet.tsx';
import type { Card } from '#web/workspace/links/handed-out.ts';
import { nameAndSite } from '#web/workspace/links/link-words.ts';
import { PrintLanguage } from '#web/workspace/links/PrintLanguage.tsx';
import { PrintOnly } from '#web/workspace/links/PrintOnly.tsx';
import { useWordsIn } from '#web/workspace/links/use-words-in.ts';
import { CopyText } from '#web/workspace/parts/CopyText.tsx';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import css from './links.module.css';
import print from './print.module.css';

interface CodesDialogProps {
  readonly survey: string;
  readonly link: LinkReply;
  /** Its address, if it can still be shown: without it slips carry no QR code. */
  readonly card: Card | undefined;
  readonly onClose: () => void;
}

/** Makes one-time codes, each good for one response, and prints them as slips. They are shown this once. */
export function CodesDialog({ survey, link, card, onClose }: CodesDialogProps) {
  const { t } = useLanguage();
  const make = useMakeCodes(survey, link.id);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('links.codes.title', { name: nameAndSite(link, t) })}
      closeOnClickOutside={!make.data}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      {make.data ? (
        <MadeCodes link={link} url={card?.url} codes={make.data.codes} onClose={onClose} />
      ) : (
        <Stack gap="md">
          <p className={css.hint}>{t('links.codes.lead')}</p>
          <CodeCounts link={link} />
          {!card && <Note>{t('links.codes.no-address')}</Note>}
          {make.error && <ProblemNote refusal={refusalOf(make.error)} />}
          <AskForCodes pending={make.isPending} onMake={make.mutate} onClose={onClose} />
        </Stack>
      )}
    </Modal>
  );
}

function CodeCounts({ link }: { readonly link: LinkReply }) {
  const { t } = useLanguage();
  const { made = 0, used } = link.oneTimeCodes ?? {};
  if (made === 0) return null;
  return (
    <p className={css.hint}>
      {used === undefined
        ? t('links.codes.made-before', { made })
        : t('links.codes.used', { made, used })}
    </p>
  );
}

interface AskForCodesProps {
  readonly pending: boolean;
  readonly onMake: (count: number) => void;
  readonly onClose: () => void;
}

function AskForCodes({ pending, onMake, onClose }: AskForCodesProps) {
  const { t } = useLanguage();
  const online = useOnline();
  const [count, setCount] = useState<number | string>(18);
  const fits = typeof count === 'number' && count >= 1 && count <= codesMost;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (fits) onMake(count);
      }}
    >
      <Stack gap="md">
        <NumberInput
          label={t('links.codes.count')}
          description={t('links.codes.count-hint', { most: codesMost })}
          min={1}
          max={codesMost}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          maw={240}
          data-autofocus
          value={count}
          onChange={setCount}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('workspace.action.cancel')}
          </Button>
          <Button type="submit" loading={pending} disabled={!online || !fits}>
            {t('links.codes.make')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface MadeCodesProps {
  readonly link: LinkReply;
  readonly url: string | undefined;
  readonly codes: readonly string[];
  readonly onClose: () => void;
}

function MadeCodes({ link, url, codes, onClose }: MadeCodesProps) {
  const { t, language: screen } = useLanguage();
  const [asked, setLanguage] = useState(screen);
  const { language, t: words } = useWordsIn(asked);
  const sheet = <CodeSheet link={link} url={url} codes={codes} language={language} t={words} />;
  return (
    <div className={css.made}>
      <Note tone="attention">{t('links.codes.once', { count: codes.length })}</Note>
      <PrintLanguage value={asked} onChange={setLanguage} />
      <div className={css.buttons}>
        <Button
          variant="default"
          leftSection={<IconPrinter size={17} stroke={1.75} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('links.codes.print')}
        </Button>
        <CopyText value={codes.join('\n')} label={t('links.codes.copy')} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section className={css.sheetBox} aria-label={t('links.codes.sheet')} tabIndex={0}>
        <div className={print.preview} lang={language}>
          {sheet}
        </div>
      </section>
      <PrintOnly lang={language}>{sheet}</PrintOnly>
      <div className={css.done}>
        <Button onClick={onClose}>{t('links.codes.kept')}</Button>
      </div>
    </div>
  );
}
