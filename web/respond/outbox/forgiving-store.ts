/**
 * A phone whose disk is full, or whose browser has taken the database away, under an open page: what cannot be written
 * is kept in memory while the page is open, so that the interview goes on and can be sent. `durable` is true only as
 * long as nothing is kept that way.
 */
import { memoryStore } from './memory-store.ts';
import type { PhoneStore } from './phone-store.ts';

export function forgivingStore(disk: PhoneStore): PhoneStore {
  const memory = memoryStore();
  /** Keys of the rows that lie in memory only. */
  const unsafe = new Set<string>();

  const write = async (
    key: string,
    onDisk: () => Promise<void>,
    inMemory: () => Promise<void>,
  ): Promise<void> => {
    try {
      await onDisk();
      unsafe.delete(key);
    } catch {
      await inMemory();
      unsafe.add(key);
    }
  };
  const idsOf = async (rows: Promise<Rows>): Promise<ReadonlySet<string>> =>
    new Set((await rows).map(({ id }) => id));

  return {
    get durable() {
      return disk.durable && unsafe.size === 0;
    },
    kind: disk.kind,
    link: async (id) => (await memory.link(id)) ?? disk.link(id),
    saveLink: (row) =>
      write(
        row.id,
        async () => {
          await disk.saveLink(row);
          // Kept in memory it would hide what was saved.
          if (unsafe.has(row.id)) await memory.saveLink(row);
        },
        () => memory.saveLink(row),
      ),
    definition: async (hash) => (await memory.definition(hash)) ?? disk.definition(hash),
    saveDefinition: (row) =>
      write(
        row.hash,
        () => disk.saveDefinition(row),
        () => memory.saveDefinition(row),
      ),
    pruneDefinitions: () => disk.pruneDefinitions().catch(() => undefined),
    async drafts() {
      const rows = [...(await memory.drafts())];
      const known = new Set([
        ...rows.map(({ id }) => id),
        ...(await idsOf(memory.outbox())),
        ...(await idsOf(memory.receipts())),
      ]);
      return [...rows, ...(await disk.drafts()).filter(({ id }) => !known.has(id))];
    },
    async saveDraft(row) {
      const finished = await Promise.all([idsOf(memory.outbox()), idsOf(memory.receipts())]);
      if (finished.some((ids) => ids.has(row.id))) return;
      await write(
        row.id,
        async () => {
          await disk.saveDraft(row);
          await memory.deleteDraft(row.id);
        },
        () => memory.saveDraft(row),
      );
    },
    async deleteDraft(id) {
      await memory.deleteDraft(id);
      unsafe.delete(id);
      await disk.deleteDraft(id);
    },
    async outbox() {
      const rows = [...(await memory.outbox())];
      const known = new Set([...rows.map(({ id }) => id), ...(await idsOf(memory.receipts()))]);
      return [...rows, ...(await disk.outbox()).filter(({ id }) => !known.has(id))];
    },
    // A draft on the disk stays there until the response is received: should the page close, it can be finished again.
    finish: (row) =>
      write(
        row.id,
        async () => {
          await disk.finish(row);
          await memory.deleteDraft(row.id);
        },
        () => memory.finish(row),
      ),
    async refuse(row) {
      if (unsafe.has(row.id)) await memory.refuse(row);
      else await disk.refuse(row).catch(() => memory.refuse(row));
    },
    async receive(receipt) {
      if (unsafe.has(receipt.id)) await disk.deleteDraft(receipt.id).catch(() => undefined);
      if (receipt.isPassing) await memory.receive(receipt);
      await disk.receive(receipt).then(
        () => memory.forget(receipt.id),
        // Still on the disk it would be sent again, which the server counts once.
        () => memory.receive(receipt),
      );
      unsafe.delete(receipt.id);
    },
    async receipts() {
      const rows = [...(await memory.receipts())];
      const known = new Set(rows.map(({ id }) => id));
      return [...rows, ...(await disk.receipts()).filter(({ id }) => !known.has(id))];
    },
  };
}

type Rows = readonly { readonly id: string }[];
