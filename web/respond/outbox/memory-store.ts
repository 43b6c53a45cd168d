import type { PhoneStore } from './phone-store.ts';
import {
  type DefinitionRow,
  type DraftRow,
  type LinkRow,
  type OutboxRow,
  type ReceiptRow,
  unneededDefinitions,
} from './rows.ts';

/** Keeps nothing beyond the page. */
export function memoryStore(): PhoneStore & {
  /** As if the response had never been here. */
  forget(id: string): Promise<void>;
} {
  const links = new Map<string, LinkRow>();
  const definitions = new Map<string, DefinitionRow>();
  const drafts = new Map<string, DraftRow>();
  const outbox = new Map<string, OutboxRow>();
  const receipts = new Map<string, ReceiptRow>();
  return {
    durable: false,
    kind: 'memory',
    link: async (id) => links.get(id),
    saveLink: async (row) => void links.set(row.id, row),
    definition: async (hash) => definitions.get(hash),
    saveDefinition: async (row) => void definitions.set(row.hash, row),
    async pruneDefinitions() {
      const kept = [...definitions.keys()];
      const needing = [[...links.values()], [...drafts.values()], [...outbox.values()]] as const;
      for (const hash of unneededDefinitions(kept, ...needing)) definitions.delete(hash);
    },
    drafts: async () => [...drafts.values()],
    async saveDraft(row) {
      if (!outbox.has(row.id) && !receipts.has(row.id)) drafts.set(row.id, row);
    },
    deleteDraft: async (id) => void drafts.delete(id),
    outbox: async () => [...outbox.values()],
    async finish(row) {
      outbox.set(row.id, row);
      drafts.delete(row.id);
    },
    refuse: async (row) => void outbox.set(row.id, row),
    async receive(receipt) {
      receipts.set(receipt.id, receipt);
      outbox.delete(receipt.id);
    },
    receipts: async () => [...receipts.values()],
    async forget(id) {
      drafts.delete(id);
      outbox.delete(id);
    },
  };
}
