import { hash, randomBytes } from 'node:crypto';
import type { Clock, Secrets } from '#core/kernel/ports.ts';

export const systemClock: Clock = { now: () => new Date() };

export const nodeSecrets: Secrets = {
  token: (bytes) => randomBytes(bytes).toString('base64url'),
  hash: (text) => hash('sha256', text),
};
