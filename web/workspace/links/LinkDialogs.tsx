import type { SurveyReply } from '#core/definitions/survey-api.ts';
import type { LinkCreated } from '#core/links/link-api.ts';
import { CodesDialog } from '#web/workspace/links/CodesDialog.tsx';
import type { Doing } from '#web/workspace/links/doing.ts';
import { EditLinkDialog } from '#web/workspace/links/EditLinkDialog.tsx';
import { HandOverDialog } from '#web/workspace/links/HandOverDialog.tsx';
import type { Card, HandedOutState } from '#web/workspace/links/handed-out.ts';
import { MadeDialog } from '#web/workspace/links/MadeDialog.tsx';
import { NewLinkDialog } from '#web/workspace/links/NewLinkDialog.tsx';
import { RotateDialog } from '#web/workspace/links/RotateDialog.tsx';
import { TurnDialog } from '#web/workspace/links/TurnDialog.tsx';

interface LinkDialogsProps {
  readonly projectId: string;
  readonly survey: SurveyReply;
  readonly doing: Doing | null;
  readonly cards: readonly Card[];
  readonly handedOut: HandedOutState;
  readonly onDo: (doing: Doing | null) => void;
}

/** The dialog that stands open. New addresses are held first; a single one is shown, many stand on the sheet. */
export function LinkDialogs({ doing, onDo, ...rest }: LinkDialogsProps) {
  const { projectId, survey, cards, handedOut } = rest;
  const close = () => onDo(null);
  const hold = (made: readonly LinkCreated[], all = true) => {
    handedOut.hold(made);
    const [first] = made;
    if (all) onDo(first && made.length === 1 ? { kind: 'show', linkId: first.id } : null);
  };
  const cardOf = (id: string) => cards.find(({ linkId }) => linkId === id);
  switch (doing?.kind) {
    case 'make':
      return <NewLinkDialog projectId={projectId} survey={survey} onMade={hold} onClose={close} />;
    case 'show': {
      const card = cardOf(doing.linkId);
      if (!card) return null;
      return (
        <MadeDialog
          projectId={projectId}
          survey={survey}
          card={card}
          onKept={() => handedOut.markKept([doing.linkId])}
          onCodes={() => onDo({ kind: 'codes', link: card.link })}
          onClose={close}
        />
      );
    }
    case 'edit':
      return (
        <EditLinkDialog projectId={projectId} survey={survey} link={doing.link} onClose={close} />
      );
    case 'codes':
      return (
        <CodesDialog
          survey={survey.name}
          link={doing.link}
          card={cardOf(doing.link.id)}
          onClose={close}
        />
      );
    case 'hand-over':
      return (
        <HandOverDialog
          survey={survey.name}
          link={doing.link}
          onMade={(made) => hold([made])}
          onClose={close}
        />
      );
    case 'rotate':
      return (
        <RotateDialog survey={survey.name} links={doing.links} onMade={hold} onClose={close} />
      );
    case 'close':
    case 'revoke':
      return (
        <TurnDialog survey={survey.name} turn={doing.kind} links={doing.links} onClose={close} />
      );
    default:
      return null;
  }
}
