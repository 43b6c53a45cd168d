/** Every fault, in the order in which they run. */
import type { Fault } from './fault.ts';
import { phoneFaults } from './phone-faults.ts';
import { serverFaults } from './server-faults.ts';

export const faults: readonly Fault[] = [...serverFaults, ...phoneFaults];
