import type { Words } from '../language/words.ts';
import type { Refusal } from '../outbox/rows.ts';

/** Why a response stays on the phone, in plain words that can be shown to the coordinator. */
export const refusalText = ({ t }: Words, refusal: Refusal): string =>
  refusal.reason === 'not-accepted'
    ? t('respond.reason.not-accepted', { status: refusal.status ?? 0 })
    : t(`respond.reason.${refusal.reason}`);
