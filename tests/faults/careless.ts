/**
 * The server without one of its defences, named by CARELESS: what the experiments have to notice. Never part of the
 * product; composed of the same parts as `server/main.ts`.
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { pino } from 'pino';
import type { Clock } from '#core/kernel/ports.ts';
import { createApp, serviceDeps } from '#server/compose.ts';
import { readConfig } from '#server/config.ts';
import { ensureOwner, layFoundation } from '#server/first-start.ts';
import { groupedSubmit, type IntakeDeps, type Submit } from '#server/intake/intake-service.ts';
import type { IntakeWork, KeptItem } from '#server/intake/prepare-item.ts';
import { takePort } from '#server/listen.ts';
import { systemClock } from '#server/node-ports.ts';
import { openStorage } from '#server/storage.ts';

/** Each takes one defence away; the ids are those of the faults that must notice. */
const submitters: Readonly<Record<string, (deps: IntakeDeps) => Submit>> = {
  // F1: says that it is stored, and stores it in a moment.
  'answers-first': (deps) => {
    const submit = groupedSubmit(deps);
    return async (work) => {
      setTimeout(() => void submit(work).catch(() => undefined), 150);
      return asStored(work);
    };
  },
  // F4, F5: takes a storage in trouble for a success.
  'says-stored': (deps) => {
    const submit = groupedSubmit(deps);
    return (work) => submit(work).catch(() => asStored(work));
  },
  // F7, F8: gives every arrival an id of its own.
  'forgets-ids': (deps) => {
    const submit = groupedSubmit(deps);
    return (work) => submit({ ...work, items: work.items.map(withNewId) });
  },
  // F9: the second content takes the place of the first.
  'keeps-the-last': (deps) => {
    const submit = groupedSubmit(deps);
    return async (work) => {
      for (const { id } of work.items.filter(isKept)) {
        await deps.db.deleteFrom('response').where('id', '=', id).execute();
      }
      return submit(work);
    };
  },
  // F10: one that does not fit, and none is taken.
  'all-or-nothing': (deps) => {
    const submit = groupedSubmit(deps);
    return async (work) =>
      work.items.every((item) => isKept(item) && item.refusal === undefined)
        ? submit(work)
        : work.items.map(({ sentId: id }) => ({ id, status: 'rejected' as const }));
  },
};

const isKept = (item: IntakeWork['items'][number]): item is KeptItem => item.kind === 'kept';

const asStored = (work: IntakeWork) =>
  work.items.map(({ sentId: id }) => ({ id, status: 'stored' as const }));

function withNewId(item: IntakeWork['items'][number]): IntakeWork['items'][number] {
  if (!isKept(item)) return item;
  const id = randomUUID();
  return {
    ...item,
    id,
    ...(item.submission && { submission: { ...item.submission, id } }),
  };
}

/** F11: takes the hour from whoever sends something. */
let claimed: Date | undefined;
const credulousClock: Clock = { now: () => claimed ?? systemClock.now() };
const believing =
  (deps: IntakeDeps): Submit =>
  (work) => {
    const [item] = work.items.filter(isKept);
    if (item?.submission?.finishedAt) claimed = new Date(item.submission.finishedAt);
    return groupedSubmit(deps)(work);
  };

const careless = process.env.CARELESS ?? '';
const reading = readConfig();
if (!reading.ok) throw new Error(reading.sentences.join(' '));
const { config } = reading;
const door = await takePort(config.port, config.host);
const { store, keys } = await openStorage(config);
// F2: what a file that is opened again falls back to.
if (careless === 'normal-sync') await sql`pragma synchronous = normal`.execute(store.db);
const url = `http://127.0.0.1:${door.port}`;
const plain = serviceDeps(store, keys, url);
const deps = careless === 'trusts-clocks' ? { ...plain, clock: credulousClock } : plain;
const foundation = await layFoundation(deps);
if (!foundation.ok) throw new Error(foundation.problem.code);
await ensureOwner(deps, foundation.value, config.owner);
const make = careless === 'trusts-clocks' ? believing : submitters[careless];
const closing = new AbortController();
const logger = pino({ level: 'silent' });
const intake = make ? { intake: { submit: make(deps) } } : {};
door.open(createApp({ ...deps, store, logger, closing: closing.signal, ...intake }));
// F6: whoever is in the middle of something has bad luck.
process.on('SIGTERM', () => process.exit(0));
process.stdout.write(`Lắng Nghe is ready: ${url}\n`);
