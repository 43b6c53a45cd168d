/**
 * What the phone keeps between two openings of the page, in IndexedDB. Where a browser forbids that (private mode),
 * the same interface keeps everything in memory and says so by `durable`.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { forgivingStore } from './forgiving-store.ts';
import { memoryStore } from './memory-store.ts';
import {
  type DefinitionRow,
  type DraftRow,
  type LinkRow,
  type OutboxRow,
  type ReceiptRow,
  unneededDefinitions,
} from './rows.ts';

export interface PhoneStore {
  /** Whether everything in it is safe when the page closes. */
  readonly durable: boolean;
  /** `memory`: the browser keeps nothing for us at all, as in some private modes. */
  readonly kind: 'disk' | 'memory';
  link(id: string): Promise<LinkRow | undefined>;
  saveLink(row: LinkRow): Promise<void>;
  definition(hash: string): Promise<DefinitionRow | undefined>;
  saveDefinition(row: DefinitionRow): Promise<void>;
  /** Forgets the definitions that no link, draft or waiting response on this phone needs. */
  pruneDefinitions(): Promise<void>;
  drafts(): Promise<readonly DraftRow[]>;
  saveDraft(row: DraftRow): Promise<void>;
  deleteDraft(id: string): Promise<void>;
  outbox(): Promise<readonly OutboxRow[]>;
  /** Moves a finished interview from the drafts to the outbox: both or neither. */
  finish(row: OutboxRow): Promise<void>;
  refuse(row: OutboxRow): Promise<void>;
  /** Lets a response go, against its receipt: both or neither. */
  receive(receipt: ReceiptRow): Promise<void>;
  receipts(): Promise<readonly ReceiptRow[]>;
}

interface Schema extends DBSchema {
  link: { key: string; value: LinkRow };
  definition: { key: string; value: DefinitionRow };
  draft: { key: string; value: DraftRow };
  outbox: { key: string; value: OutboxRow };
  receipt: { key: string; value: ReceiptRow };
}

/** Opens the phone's database, or keeps things in memory if the browser does not let us. */
export async function openPhoneStore(): Promise<PhoneStore> {
  try {
    return forgivingStore(databaseStore(await openDatabase()));
  } catch {
    return memoryStore();
  }
}

const openDatabase = (): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>('respond', 1, {
    upgrade(db) {
      db.createObjectStore('link', { keyPath: 'id' });
      db.createObjectStore('definition', { keyPath: 'hash' });
      db.createObjectStore('draft', { keyPath: 'id' });
      db.createObjectStore('outbox', { keyPath: 'id' });
      db.createObjectStore('receipt', { keyPath: 'id' });
    },
    // Another tab wants a newer layout: give way, it reloads with ours gone.
    blocking: (_current, _blocked, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });

/** Strict: the browser says done only after the bytes were flushed; a phone that dies a second later has them. */
const strict: IDBTransactionOptions = { durability: 'strict' };

function databaseStore(db: IDBPDatabase<Schema>): PhoneStore {
  return {
    durable: true,
    kind: 'disk',
    link: (id) => db.get('link', id),
    async saveLink(row) {
      await db.put('link', row);
    },
    definition: (hash) => db.get('definition', hash),
    async saveDefinition(row) {
      await db.put('definition', row);
    },
    async pruneDefinitions() {
      const transaction = db.transaction(['link', 'draft', 'outbox', 'definition'], 'readwrite');
      const prune = async (): Promise<void> => {
        const [links, drafts, rows, kept] = await Promise.all([
          transaction.objectStore('link').getAll(),
          transaction.objectStore('draft').getAll(),
          transaction.objectStore('outbox').getAll(),
          transaction.objectStore('definition').getAllKeys(),
        ]);
        const unneeded = unneededDefinitions(kept, links, drafts, rows);
        await Promise.all(
          unneeded.map((hash) => transaction.objectStore('definition').delete(hash)),
        );
      };
      await Promise.all([prune(), transaction.done]);
    },
    drafts: () => db.getAll('draft'),
    async saveDraft(row) {
      // A draft that was finished in the meantime must not come back.
      const transaction = db.transaction(['draft', 'outbox', 'receipt'], 'readwrite');
      const save = async (): Promise<void> => {
        const finished =
          (await transaction.objectStore('outbox').count(row.id)) +
          (await transaction.objectStore('receipt').count(row.id));
        if (finished === 0) await transaction.objectStore('draft').put(row);
      };
      await Promise.all([save(), transaction.done]);
    },
    deleteDraft: (id) => db.delete('draft', id),
    outbox: () => db.getAll('outbox'),
    async finish(row) {
      const transaction = db.transaction(['draft', 'outbox'], 'readwrite', strict);
      await Promise.all([
        transaction.objectStore('outbox').put(row),
        transaction.objectStore('draft').delete(row.id),
        transaction.done,
      ]);
    },
    async refuse(row) {
      await db.put('outbox', row);
    },
    async receive(receipt) {
      const transaction = db.transaction(['outbox', 'receipt'], 'readwrite', strict);
      await Promise.all([
        ...(receipt.isPassing ? [] : [transaction.objectStore('receipt').put(receipt)]),
        transaction.objectStore('outbox').delete(receipt.id),
        transaction.done,
      ]);
    },
    receipts: () => db.getAll('receipt'),
  };
}
