/** Faults that meet the server. */
import { crashes } from './crashes.ts';
import type { Fault } from './fault.ts';
import { replyFaults } from './replies.ts';
import { sessionFaults } from './session.ts';
import { storageTrouble } from './storage-trouble.ts';

export const serverFaults: readonly Fault[] = [
  ...crashes,
  ...storageTrouble,
  ...replyFaults,
  ...sessionFaults,
];
