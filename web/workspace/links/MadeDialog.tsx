import { Button, Modal } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { askAtOf } from '#web/workspace/links/ask-at.ts';
import type { Card } from '#web/workspace/links/handed-out.ts';
import { LinkSheet } from '#web/workspace/links/LinkSheet.tsx';
import { languageFor, nameAndSite } from '#web/workspace/links/link-words.ts';
import { PrintOnly } from '#web/workspace/links/PrintOnly.tsx';
import { QrCode } from '#web/workspace/links/QrCode.tsx';
import { ShareText } from '#web/workspace/links/ShareText.tsx';
import { CopyText } from '#web/workspace/parts/CopyText.tsx';
import { Note } from '#web/workspace/parts/Notes.tsx';
import css from './links.module.css';

interface MadeDialogProps {
  readonly projectId: string;
  readonly survey: SurveyReply;
  readonly card: Card;
  readonly onKept: () => void;
  readonly onCodes: () => void;
  readonly onClose: () => void;
}

/** One address, as long as it can be shown: as a QR code, to copy, to send, to print. */
export function MadeDialog(props: MadeDialogProps) {
  const { projectId, survey, card, onKept, onCodes, onClose } = props;
  const { t, language } = useLanguage();
  const { link, url, shareText } = card;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('links.made', { name: nameAndSite(link, t) })}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      <div className={css.made}>
        <Note tone="attention">{t('links.once')}</Note>
        <div className={css.madeCard}>
          <QrCode text={url} label={t('workspace.link.qr')} />
          <output className={css.url}>{url}</output>
        </div>
        <div className={css.buttons}>
          <CopyText value={url} label={t('workspace.link.copy')} />
          <Button
            variant="default"
            leftSection={<IconPrinter size={17} stroke={1.75} aria-hidden />}
            onClick={() => window.print()}
          >
            {t('workspace.link.print')}
          </Button>
        </div>
        <ShareText texts={shareText} url={url} first={languageFor(link, language)} />
        <div className={css.done}>
          {link.oneTimeCodes && (
            <Button variant="default" onClick={onCodes}>
              {t('links.do.codes')}
            </Button>
          )}
          <Button
            onClick={() => {
              onKept();
              onClose();
            }}
          >
            {t('workspace.link.kept')}
          </Button>
        </div>
      </div>
      <PrintOnly lang={language}>
        <LinkSheet
          survey={survey}
          cards={[card]}
          choices={{ language, t, askAt: askAtOf(projectId), siteOnNeutral: false }}
        />
      </PrintOnly>
    </Modal>
  );
}
