import type { PhoneSnapshot } from '../phone-snapshot.ts';

/** One line a response: code, id, when it was received; what the server did not know of when asked is marked. */
export function receiptLines({ receipts, check }: PhoneSnapshot): string {
  const missing = new Set(typeof check === 'object' ? check.missing : []);
  return receipts
    .map(({ id, code, receivedAt }) =>
      [code ?? '------', id, receivedAt, ...(missing.has(id) ? ['?'] : [])].join(' '),
    )
    .join('\n');
}
