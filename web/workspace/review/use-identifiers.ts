import { useState } from 'react';
import { useSession } from '#web/workspace/access/use-session.ts';

/** Answers that name people are shown to owners who ask for them, one response at a time. */
export function useIdentifiers() {
  const [shown, setShown] = useState(false);
  const isOwner = useSession().person.role === 'owner';
  return { shown, offered: isOwner && !shown, show: () => setShown(true) };
}
