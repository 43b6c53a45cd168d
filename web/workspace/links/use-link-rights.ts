import { useMay } from '#web/workspace/access/use-session.ts';

/** What the person who looks may do with links; the server decides for itself. */
export function useLinkRights() {
  return {
    mayCreate: useMay('link.create'),
    /** Change, pause, close, withdraw, replace and hand over: what reaches people in the field. */
    mayTurn: useMay('link.write'),
    seesCounts: useMay('progress.read'),
  };
}
export type LinkRights = ReturnType<typeof useLinkRights>;
