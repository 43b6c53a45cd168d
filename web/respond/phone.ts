/**
 * The phone of one collector or respondent: what it knows of its link, what lies on it, and what can be done. Screens
 * read its snapshot and call its methods; it outlives all of them.
 */
import type { Definition } from '#core/definitions/definition.ts';
import type { LinkReply } from './outbox/collect-api.ts';
import { isWaiting, type Outbox } from './outbox/outbox.ts';
import type { PhoneStore } from './outbox/phone-store.ts';
import type { DraftRow, LinkRow, OutboxRow, ReceiptRow } from './outbox/rows.ts';
import type { SubmissionItem } from './outbox/wire.ts';

/** How the link stands, as far as this phone knows. */
export type Standing = 'loading' | 'open' | 'first-open' | 'unknown' | 'over' | 'early';

export interface PhoneSnapshot {
  readonly standing: Standing;
  readonly online: boolean;
  readonly durable: boolean;
  readonly link: LinkRow | undefined;
  readonly definition: Definition | undefined;
  readonly drafts: readonly DraftRow[];
  readonly waiting: readonly OutboxRow[];
  readonly refused: readonly OutboxRow[];
  readonly receipts: readonly ReceiptRow[];
  readonly sending: ReadonlySet<string>;
}

export interface PhonePorts {
  readonly linkId: string;
  /** From the address; undefined where the page was opened without it. */
  readonly token: string | undefined;
  readonly store: PhoneStore;
  readonly fetchLink: (token: string, known?: string) => Promise<LinkReply>;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Tells other tabs that rows have changed. */
  readonly announce: () => void;
}

/** A contact soon after another says nothing new. */
const quietMs = 60_000;

const nothing: PhoneSnapshot = {
  standing: 'loading',
  online: true,
  durable: true,
  link: undefined,
  definition: undefined,
  drafts: [],
  waiting: [],
  refused: [],
  receipts: [],
  sending: new Set(),
};

export class Phone {
  #snapshot = nothing;
  #reply: LinkReply | undefined;
  #outbox: Outbox | undefined;
  /** When the server was last asked about the link. */
  #askedAt = Number.NEGATIVE_INFINITY;
  readonly #listeners = new Set<() => void>();
  readonly #ports: PhonePorts;

  constructor(ports: PhonePorts) {
    this.#ports = ports;
  }

  /** The outbox tells the phone of changes and the phone hands it responses: joined once, at start. */
  join(outbox: Outbox): void {
    this.#outbox = outbox;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): PhoneSnapshot => this.#snapshot;

  /** Shows what the phone already has, then asks the server. `reply` is the call that the page's head began. */
  async open(reply: Promise<LinkReply> | undefined): Promise<void> {
    await this.refresh();
    await this.#askServer(reply);
  }

  readonly retry = async (): Promise<void> => {
    await this.#askServer(undefined);
    await this.#outbox?.sendNow();
  };

  /**
   * The phone has just spoken with the server, or is looked at again: a good moment to hear of a new version. Interviews
   * that are under way go on with the version that they began with.
   */
  readonly contact = async (): Promise<void> => {
    const { store, linkId, token, fetchLink, now } = this.#ports;
    if (now().getTime() - this.#askedAt < quietMs) return;
    const known = await store.link(linkId);
    const ours = token ?? known?.token;
    if (known && ours) await this.#askServer(fetchLink(ours, known.definitionHash));
  };

  readonly sendNow = (): void => {
    void this.#outbox?.sendNow();
  };

  readonly setOnline = (online: boolean): void => {
    if (online !== this.#snapshot.online) this.#publish({ online });
  };

  async #askServer(begun: Promise<LinkReply> | undefined): Promise<void> {
    const { store, linkId } = this.#ports;
    this.#askedAt = this.#ports.now().getTime();
    const known = await store.link(linkId);
    const token = this.#ports.token ?? known?.token;
    const reply: LinkReply = token
      ? await (begun ?? this.#ports.fetchLink(token))
      : { kind: 'unknown' };
    if (reply.kind === 'open' && token) {
      const { link: view, definition, definitionHash } = reply.answer;
      await store.saveDefinition({ hash: definitionHash, definition });
      const clock = reply.serverTime
        ? { clockAheadMs: reply.serverTime.getTime() - this.#ports.now().getTime() }
        : {};
      await store.saveLink({ ...known, id: linkId, token, view, definitionHash, ...clock });
    }
    this.#reply = reply;
    this.setOnline(reply.kind !== 'unreachable');
    await this.refresh();
  }

  /** Reads all rows of this link again. */
  readonly refresh = async (): Promise<void> => {
    const { store, linkId } = this.#ports;
    const mine = (row: { readonly linkId: string }): boolean => row.linkId === linkId;
    const [link, drafts, outbox, receipts] = await Promise.all([
      store.link(linkId),
      store.drafts(),
      store.outbox(),
      store.receipts(),
    ]);
    const definition = link && (await store.definition(link.definitionHash))?.definition;
    const kept = outbox.filter(mine).sort((a, b) => (a.savedAt < b.savedAt ? -1 : 1));
    this.#publish({
      standing: this.#standing(link, definition),
      durable: store.durable,
      link,
      definition,
      drafts: drafts.filter(mine).sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)),
      waiting: kept.filter(isWaiting),
      refused: kept.filter((row) => !isWaiting(row)),
      receipts: receipts.filter(mine).sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1)),
      sending: this.#outbox?.sending ?? new Set(),
    });
  };

  #standing(link: LinkRow | undefined, definition: Definition | undefined): Standing {
    const reply = this.#reply?.kind;
    if (reply === 'unknown' || reply === 'over') return reply;
    if (!link || !definition) return reply === undefined ? 'loading' : 'first-open';
    // Phones' clocks may be wrong by years: only the server's says when a link opens and closes.
    const now = new Date(this.#ports.now().getTime() + (link.clockAheadMs ?? 0));
    if (link.view.closesAt && now > new Date(link.view.closesAt)) return 'over';
    return link.view.opensAt && now < new Date(link.view.opensAt) ? 'early' : 'open';
  }

  /** Begins an interview: its id is made here, before the first answer, and never changes. */
  async begin(answers: Readonly<Record<string, unknown>>, language: string): Promise<DraftRow> {
    const { link } = this.#snapshot;
    if (!link) throw new Error('an interview needs a link');
    const now = this.#ports.now().toISOString();
    const draft: DraftRow = {
      id: this.#ports.newId(),
      linkId: link.id,
      definitionHash: link.definitionHash,
      language,
      startedAt: now,
      updatedAt: now,
      pageNumber: 1,
      answers,
    };
    await this.saveDraft(draft);
    return draft;
  }

  async saveDraft(draft: DraftRow): Promise<void> {
    await this.#ports.store.saveDraft(draft);
    await this.#rowsChanged();
  }

  async deleteDraft(id: string): Promise<void> {
    await this.#ports.store.deleteDraft(id);
    await this.#rowsChanged();
  }

  /** The definition a draft was begun under, which may be older than the newest. */
  async definitionOf(draft: DraftRow): Promise<Definition | undefined> {
    return (await this.#ports.store.definition(draft.definitionHash))?.definition;
  }

  /** Ends an interview. Resolves when the response is safe on the phone. */
  async finish(
    draft: DraftRow,
    ended: {
      readonly answers: Readonly<Record<string, unknown>>;
      readonly outcome: SubmissionItem['outcome'];
    },
  ): Promise<void> {
    const { link } = this.#snapshot;
    if (!this.#outbox || !link) throw new Error('the outbox is not open');
    const now = this.#ports.now().toISOString();
    const collectorName = link.collectorName ?? link.view.holder;
    await this.#outbox.add({
      id: draft.id,
      linkId: draft.linkId,
      savedAt: now,
      item: {
        id: draft.id,
        definitionHash: draft.definitionHash,
        outcome: ended.outcome,
        startedAt: draft.startedAt,
        finishedAt: now,
        language: draft.language,
        answers: ended.answers,
        ...(collectorName && link.view.purpose === 'collector' ? { collectorName } : {}),
      },
    });
    await this.#rowsChanged();
  }

  async changeLink(
    change: Pick<LinkRow, 'language'> | Pick<LinkRow, 'collectorName'>,
  ): Promise<void> {
    const link = await this.#ports.store.link(this.#ports.linkId);
    if (!link) return;
    await this.#ports.store.saveLink({ ...link, ...change });
    await this.#rowsChanged();
  }

  async #rowsChanged(): Promise<void> {
    this.#ports.announce();
    await this.refresh();
  }

  #publish(change: Partial<PhoneSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}
