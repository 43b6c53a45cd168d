import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import type { LinkReply } from '#core/links/link-api.ts';
import { useTurnLinks } from '#web/workspace/api/link-queries.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { BulkBar } from '#web/workspace/links/BulkBar.tsx';
import type { Doing } from '#web/workspace/links/doing.ts';
import {
  type Card,
  type HandedOutState,
  useAskBeforeLosing,
} from '#web/workspace/links/handed-out.ts';
import { LinkTable } from '#web/workspace/links/LinkTable.tsx';
import { SheetPane } from '#web/workspace/links/SheetPane.tsx';
import { useLinkRights } from '#web/workspace/links/use-link-rights.ts';
import { EmptyNote } from '#web/workspace/parts/Notes.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { showUndo } from '#web/workspace/parts/show-undo.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import css from './links.module.css';

interface LinksBoardProps {
  readonly projectId: string;
  readonly survey: SurveyReply;
  readonly query: UseQueryResult<readonly LinkReply[]>;
  /** What it gave, in order; none until it has. */
  readonly links: readonly LinkReply[];
  readonly cards: readonly Card[];
  readonly handedOut: HandedOutState;
  readonly onDo: (doing: Doing) => void;
}

/** The links of a survey, and beside them the sheet of those whose address can still be shown. */
export function LinksBoard(props: LinksBoardProps) {
  const { projectId, survey, query, links, cards, handedOut, onDo } = props;
  const { t } = useLanguage();
  const rights = useLinkRights();
  const pauseOrResume = usePauseOrResume(survey.name);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  useAskBeforeLosing(handedOut.addresses);
  const chosen = links.filter(({ id }) => selected.has(id));
  const chosenCards = cards.filter(({ linkId }) => selected.has(linkId));
  const doOrAsk = (doing: Doing) => {
    if (doing.kind === 'pause' || doing.kind === 'resume') pauseOrResume(doing.kind, doing.links);
    else onDo(doing);
  };
  return (
    <>
      <section className={css.board}>
        <h1>{t('workspace.link.title')}</h1>
        <p className={css.lead}>{t('workspace.link.lead')}</p>
        <QueryView query={query}>
          {() =>
            links.length === 0 ? (
              <NoLinks onMake={rights.mayCreate ? () => onDo({ kind: 'make' }) : undefined} />
            ) : (
              <LinkTable
                links={links}
                anonymous={survey.anonymous}
                seesCounts={rights.seesCounts}
                held={new Set(cards.map(({ linkId }) => linkId))}
                selectable={rights.mayTurn || cards.length > 0}
                selected={selected}
                onSelect={setSelected}
                onDo={doOrAsk}
              />
            )
          }
        </QueryView>
        {chosen.length > 0 && (
          <BulkBar
            chosen={chosen}
            cards={chosenCards}
            mayTurn={rights.mayTurn}
            onDo={doOrAsk}
            onKept={handedOut.markKept}
            onClear={() => setSelected(new Set())}
          />
        )}
      </section>
      {cards.length > 0 && (
        <SheetPane
          projectId={projectId}
          survey={survey}
          cards={chosenCards.length > 0 ? chosenCards : cards}
          onKept={handedOut.markKept}
          onDrop={() => handedOut.drop()}
        />
      )}
    </>
  );
}

function NoLinks({ onMake }: { readonly onMake: (() => void) | undefined }) {
  const { t } = useLanguage();
  const online = useOnline();
  return (
    <EmptyNote
      title={t('workspace.link.none')}
      action={
        onMake && (
          <Button variant="default" disabled={!online} onClick={onMake}>
            {t('links.make-first')}
          </Button>
        )
      }
    >
      {t('workspace.link.none-lead')}
    </EmptyNote>
  );
}

/** Shown at once, with a way back; what did not work is said. */
function usePauseOrResume(survey: string) {
  const { t } = useLanguage();
  const { mutate } = useTurnLinks(survey);
  const words = { pause: 'links.paused', resume: 'links.resumed' } as const;
  const turn = (kind: 'pause' | 'resume', ids: readonly string[], undoable: boolean) =>
    mutate(
      { turn: kind, ids },
      {
        onSuccess: ({ turned, error }) => {
          if (error !== undefined) {
            notifications.show({
              message: t('links.turn-failed', { count: ids.length - turned.length }),
              closeButtonProps: { 'aria-label': t('workspace.action.close') },
            });
          }
          if (turned.length === 0 || !undoable) return;
          const back = kind === 'pause' ? 'resume' : 'pause';
          const said = t(words[kind], { count: turned.length });
          showUndo(said, () => turn(back, turned, false), t);
        },
      },
    );
  return (kind: 'pause' | 'resume', links: readonly LinkReply[]) =>
    turn(
      kind,
      links.map(({ id }) => id),
      true,
    );
}
