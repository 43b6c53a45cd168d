import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import type { ResponseDetail } from '#core/intake/review-api.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { AlikeList } from '#web/workspace/review/AlikeList.tsx';
import { AnswerList } from '#web/workspace/review/AnswerList.tsx';
import { HistoryList } from '#web/workspace/review/HistoryList.tsx';
import { Judging } from '#web/workspace/review/Judging.tsx';
import { ResponseFacts } from '#web/workspace/review/ResponseFacts.tsx';
import { useResponseQuery } from '#web/workspace/review/review-queries.ts';
import { StateChip } from '#web/workspace/review/StateChip.tsx';
import { useDefinition } from '#web/workspace/review/use-definition.ts';
import { useIdentifiers } from '#web/workspace/review/use-identifiers.ts';
import { WholeFlags } from '#web/workspace/review/WholeFlags.tsx';
import css from './review.module.css';

interface ResponsePanelProps {
  readonly survey: SurveyReply;
  readonly id: string;
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
}

/** One response, beside the list: what was answered, what to look at, and what to decide. */
export function ResponsePanel({ survey, id, onOpen, onClose }: ResponsePanelProps) {
  const identifiers = useIdentifiers();
  const query = useResponseQuery(survey.name, id, identifiers.shown);
  return (
    <SidePanel onClose={onClose}>
      <QueryView query={query} lines={10}>
        {(detail) => (
          <Opened
            survey={survey}
            detail={detail}
            onOpen={onOpen}
            onShowIdentifiers={identifiers.offered ? identifiers.show : undefined}
          />
        )}
      </QueryView>
    </SidePanel>
  );
}

interface OpenedProps {
  readonly survey: SurveyReply;
  readonly detail: ResponseDetail;
  readonly onOpen: (id: string) => void;
  readonly onShowIdentifiers: (() => void) | undefined;
}

function Opened({ survey, detail, onOpen, onShowIdentifiers }: OpenedProps) {
  const { t } = useLanguage();
  const definition = useDefinition(survey.name, detail.version);
  return (
    <>
      <div className={css.panelTitle}>
        <h2 tabIndex={-1}>{t('review.response', { code: detail.code })}</h2>
        <StateChip state={detail.state} />
      </div>
      <WholeFlags detail={detail} />
      {!survey.anonymous && <Judging survey={survey.name} detail={detail} />}
      <ResponseFacts detail={detail} />
      <AlikeList survey={survey.name} detail={detail} definition={definition} onOpen={onOpen} />
      <section aria-label={t('review.answers')} className={css.part}>
        <div className={css.partHead}>
          <h3>{t('review.answers')}</h3>
          {onShowIdentifiers && (
            <Button variant="subtle" size="compact-sm" onClick={onShowIdentifiers}>
              {t('review.show-identifiers')}
            </Button>
          )}
        </div>
        {definition && (
          <AnswerList
            survey={survey.name}
            definition={definition}
            detail={detail}
            mayCorrect={!survey.anonymous}
          />
        )}
      </section>
      {detail.history.length > 0 && definition && (
        <HistoryList detail={detail} definition={definition} />
      )}
    </>
  );
}

interface SidePanelProps {
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Beside the list where there is room, in its place where there is not. What is opened is read first. */
export function SidePanel({ onClose, children }: SidePanelProps) {
  const { t } = useLanguage();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
    panel.current?.scrollTo({ top: 0 });
  }, []);
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      className={css.panel}
      aria-label={t('review.panel')}
      data-review-panel
    >
      <div className={css.panelHead}>
        <span>{t('review.panel')}</span>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('review.close-panel')}
          onClick={onClose}
        >
          <IconX size={19} stroke={1.75} aria-hidden />
        </ActionIcon>
      </div>
      {children}
    </aside>
  );
}
