/** Faults that meet the phone, in a real browser. */
import type { Fault } from './fault.ts';
import { outboxFaults } from './phone-outbox.ts';

export const phoneFaults: readonly Fault[] = [...outboxFaults];
