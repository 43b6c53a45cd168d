import type { WorkspaceMessages } from '#web/workspace/language/workspace-messages.ts';

/** How long an interview took, as people say it. */
export function lengthWords(t: WorkspaceMessages, seconds: number): string {
  if (seconds < 90) return t('review.length.seconds', { count: seconds });
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return t('review.length.minutes', { count: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 48
    ? t('review.length.hours', { count: hours })
    : t('review.length.days', { count: Math.round(hours / 24) });
}
