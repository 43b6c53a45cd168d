import { createContext, useContext } from 'react';
import type { SessionReply } from '#core/access/access-api.ts';
import { may, type Verb } from '#core/access/roles.ts';

export const SessionContext = createContext<SessionReply | null>(null);

/** Who is signed in, and the projects that person works in. */
export function useSession(): SessionReply {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession is for pages behind the sign-in');
  return session;
}

/** Whether to offer something at all; the server decides for itself. */
export const useMay = (verb: Verb): boolean => may(useSession().person.role, verb);
