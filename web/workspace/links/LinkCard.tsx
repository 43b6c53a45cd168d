import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import type { LocalizedText } from '#core/kernel/localized-text.ts';
import type { LinkCreated } from '#core/links/link-api.ts';
import { formatDate } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { QrCode } from '#web/workspace/links/QrCode.tsx';
import { ShareText } from '#web/workspace/links/ShareText.tsx';
import { CopyText } from '#web/workspace/parts/CopyText.tsx';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import { useTimeZone } from '#web/workspace/shell/use-time-zone.ts';
import css from './links.module.css';

interface LinkCardProps {
  readonly url: string;
  readonly shareText?: LinkCreated['shareText'];
  readonly title: LocalizedText;
  readonly holder: string;
  readonly site: string | undefined;
  readonly closesAt: string | undefined;
  readonly onDone: () => void;
}

/** The address of a link, shown this once: as a QR code, to copy, to send, to print. */
export function LinkCard({ url, shareText, title, holder, site, closesAt, onDone }: LinkCardProps) {
  const { t, language } = useLanguage();
  const timeZone = useTimeZone();
  return (
    <div className={css.made}>
      <Note tone="attention">{t('workspace.link.once')}</Note>
      <div className={css.card} data-print-card>
        <QrCode text={url} label={t('workspace.link.qr')} />
        <div className={css.cardText}>
          <p className={css.cardTitle}>
            <SurveyText text={title} />
          </p>
          <p>
            <strong>{holder}</strong>
            {site && ` · ${site}`}
          </p>
          {closesAt && (
            <p>
              {t('workspace.link.closes-on', { date: formatDate(language, closesAt, timeZone) })}
            </p>
          )}
          <output className={css.url}>{url}</output>
        </div>
      </div>
      <div className={css.cardActions}>
        <CopyText value={url} label={t('workspace.link.copy')} />
        <Button
          variant="default"
          leftSection={<IconPrinter size={17} stroke={1.75} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('workspace.link.print')}
        </Button>
      </div>
      {shareText && <ShareText texts={shareText} url={url} />}
      <div className={css.done}>
        <Button onClick={onDone}>{t('workspace.link.kept')}</Button>
      </div>
    </div>
  );
}
