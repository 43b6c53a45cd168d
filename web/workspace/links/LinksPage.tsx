import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import type { LinkReply } from '#core/links/link-api.ts';
import { useLinksQuery } from '#web/workspace/api/link-queries.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import type { Doing } from '#web/workspace/links/doing.ts';
import { type Card, cardsOf, useHandedOut } from '#web/workspace/links/handed-out.ts';
import { LinkDialogs } from '#web/workspace/links/LinkDialogs.tsx';
import { LinksBoard } from '#web/workspace/links/LinksBoard.tsx';
import { nameOf } from '#web/workspace/links/link-words.ts';
import { useLinkRights } from '#web/workspace/links/use-link-rights.ts';
import { CopyText } from '#web/workspace/parts/CopyText.tsx';
import { SurveyPicker } from '#web/workspace/parts/SurveyPicker.tsx';
import { SurveyScopeView } from '#web/workspace/parts/SurveyScopeView.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import { useSurveyScope } from '#web/workspace/parts/use-survey-scope.ts';
import { Page } from '#web/workspace/shell/Page.tsx';
import css from './links.module.css';

interface LinksPageProps {
  readonly projectId: string;
}

/** Who may answer: every link of a survey, and new ones. */
export function LinksPage({ projectId }: LinksPageProps) {
  const { t } = useLanguage();
  const scope = useSurveyScope(projectId);
  const { survey } = scope;
  if (!survey || survey.versions.length === 0) {
    return (
      <Page name={t('workspace.nav.links')} crumb={<SurveyPicker scope={scope} />}>
        <SurveyScopeView scope={scope} projectId={projectId}>
          {() => null}
        </SurveyScopeView>
      </Page>
    );
  }
  return (
    <SurveyLinks
      key={survey.name}
      projectId={projectId}
      survey={survey}
      picker={<SurveyPicker scope={scope} />}
    />
  );
}

interface SurveyLinksProps extends LinksPageProps {
  readonly survey: SurveyReply;
  readonly picker: React.ReactNode;
}

function SurveyLinks({ projectId, survey, picker }: SurveyLinksProps) {
  const { t, language } = useLanguage();
  const online = useOnline();
  const { mayCreate } = useLinkRights();
  const query = useLinksQuery(survey.name);
  const handedOut = useHandedOut(survey.name);
  const links = inOrder(query.data ?? [], language);
  const cards = cardsOf(links, handedOut.addresses);
  const [doing, setDoing] = useState<Doing | null>(null);
  return (
    <Page
      bare
      name={t('workspace.nav.links')}
      crumb={picker}
      actions={
        <>
          {cards.length > 0 && <CopyAll cards={cards} onKept={handedOut.markKept} />}
          {mayCreate && (
            <Button
              data-new
              disabled={!online}
              leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}
              onClick={() => setDoing({ kind: 'make' })}
            >
              {t('workspace.link.make')}
            </Button>
          )}
        </>
      }
    >
      <div className={css.page} data-sheet={cards.length > 0 || undefined}>
        <LinksBoard
          projectId={projectId}
          survey={survey}
          query={query}
          links={links}
          cards={cards}
          handedOut={handedOut}
          onDo={setDoing}
        />
      </div>
      <LinkDialogs
        projectId={projectId}
        survey={survey}
        doing={doing}
        cards={cards}
        handedOut={handedOut}
        onDo={setDoing}
      />
    </Page>
  );
}

/** Newest first; those made at once by name. */
const inOrder = (links: readonly LinkReply[], language: string): readonly LinkReply[] => {
  const { compare } = new Intl.Collator(language, { numeric: true });
  return [...links].sort(
    (a, b) => b.createdAt.localeCompare(a.createdAt) || compare(a.holder ?? '', b.holder ?? ''),
  );
};

interface CopyAllProps {
  readonly cards: readonly Card[];
  readonly onKept: (ids: readonly string[]) => void;
}

/** Name, site and address a line, parted by tabs: a spreadsheet takes it as three columns. */
function CopyAll({ cards, onKept }: CopyAllProps) {
  const { t } = useLanguage();
  const lines = cards.map(({ link, url }) =>
    [nameOf(link, t), link.site?.name ?? '', url]
      .map((cell) => cell.replace(/\s+/g, ' '))
      .join('\t'),
  );
  return (
    <CopyText
      value={lines.join('\n')}
      label={t('links.copy-all')}
      onCopied={() => onKept(cards.map(({ linkId }) => linkId))}
    />
  );
}
