/** Faults that meet the phone, in a real browser. */
import type { Fault } from './fault.ts';
import { absenceFaults } from './phone-absence.ts';
import { kioskFaults } from './phone-kiosk.ts';
import { outboxFaults } from './phone-outbox.ts';
import { storageFaults } from './phone-storage.ts';
import { updateFaults } from './phone-update.ts';

export const phoneFaults: readonly Fault[] = [
  ...outboxFaults,
  ...updateFaults,
  ...absenceFaults,
  ...storageFaults,
  ...kioskFaults,
];
