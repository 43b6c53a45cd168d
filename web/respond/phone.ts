/**
 * The phone of one collector or respondent: what it knows of its link, what lies on it, and what can be done. Screens
 * read its snapshot and call its methods; it outlives all of them.
 */
import type { Definition } from '#core/definitions/definition.ts';
import { tidyAnswers } from './form/tidy-answers.ts';
import { type LinkReply, receiptsAtOnce } from './outbox/collect-api.ts';
import { fateOf } from './outbox/draft-fate.ts';
import { type Ended, finishedRow, type Sealer } from './outbox/finished-row.ts';
import { clockJumpMs, type Moment, movedBy } from './outbox/interview-clock.ts';
import type { OpenInterviews } from './outbox/open-interviews.ts';
import { isWaiting, type Outbox } from './outbox/outbox.ts';
import type { PhoneStore } from './outbox/phone-store.ts';
import { type DraftRow, type LinkRow, newDraft } from './outbox/rows.ts';
import { type StorageRoom, scarceBytes } from './outbox/storage-room.ts';
import { type UnsentFile, unsentFile } from './outbox/unsent-file.ts';
import type { Answers, HeldReceipt, LinkProgress } from './outbox/wire.ts';
import { emptySnapshot, type PhoneSnapshot, type Standing } from './phone-snapshot.ts';

export type { PhoneSnapshot, Standing } from './phone-snapshot.ts';

export interface PhonePorts {
  readonly linkId: string;
  /** From the address; undefined where the page was opened without it. */
  readonly token: string | undefined;
  readonly store: PhoneStore;
  readonly fetchLink: (token: string, known?: string) => Promise<LinkReply>;
  readonly fetchProgress: (token: string) => Promise<LinkProgress | undefined>;
  readonly fetchReceipts: (
    token: string,
    ids: readonly string[],
  ) => Promise<readonly HeldReceipt[] | undefined>;
  readonly sealer: Sealer;
  readonly room: () => Promise<StorageRoom>;
  readonly interviews: OpenInterviews;
  readonly now: () => Date;
  /** Milliseconds by a counter that never jumps. */
  readonly counterMs: () => number;
  readonly newId: () => string;
  /** Tells other tabs that rows have changed. */
  readonly announce: () => void;
}

/** A contact soon after another says nothing new. */
const quietMs = 60_000;

export class Phone {
  #snapshot = emptySnapshot;
  #room: StorageRoom = { isPersistent: true };
  /** When each interview that is open here was begun or opened again, by clock and counter. */
  readonly #opened = new Map<string, Moment>();
  #screen = 'start';
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
    await this.tidy();
  }

  /** Looks after what has lain here for long: stale drafts, definitions that nobody needs, how much room is left. */
  readonly tidy = async (): Promise<void> => {
    const { store, room } = this.#ports;
    await this.#putStaleDraftsAway();
    await store.pruneDefinitions();
    this.#room = await room();
    await this.refresh();
  };

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
    if (!known || !ours) return;
    await this.#askServer(fetchLink(ours, known.definitionHash));
    await this.tidy();
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
      const { link: view, definition, definitionHash, sealTo } = reply.answer;
      await store.saveDefinition({ hash: definitionHash, definition });
      const clock = reply.serverTime
        ? { clockAheadMs: reply.serverTime.getTime() - this.#ports.now().getTime() }
        : {};
      const key = sealTo ? { sealTo } : {};
      await store.saveLink({ ...known, id: linkId, token, view, definitionHash, ...clock, ...key });
    }
    this.#reply = reply;
    this.setOnline(reply.kind !== 'unreachable');
    await this.refresh();
    if (reply.kind === 'open' || reply.kind === 'same') await this.askProgress();
  }

  /** How far the field work of this link has come; people who answer for themselves are not told. */
  readonly askProgress = async (): Promise<void> => {
    const { store, linkId, fetchProgress, now } = this.#ports;
    const link = await store.link(linkId);
    if (!link || !isFieldWorker(link)) return;
    const progress = await fetchProgress(link.token);
    const latest = progress && (await store.link(linkId));
    if (!latest) return;
    const askedAt = now().toISOString();
    await store.saveLink({ ...latest, progress: { ...progress, askedAt } });
    await this.#rowsChanged();
  };

  /** Asks the server which of the responses with a receipt it holds. */
  readonly checkReceipts = async (): Promise<void> => {
    const { link, receipts, check } = this.#snapshot;
    if (!link || check === 'asking') return;
    this.#publish({ check: 'asking' });
    const ids = receipts.map((receipt) => receipt.id);
    const held = new Set<string>();
    for (let from = 0; from < ids.length; from += receiptsAtOnce) {
      const some = ids.slice(from, from + receiptsAtOnce);
      const answer = await this.#ports.fetchReceipts(link.token, some);
      if (!answer) return this.#publish({ check: 'failed' });
      for (const receipt of answer) held.add(receipt.id);
    }
    const missing = ids.filter((id) => !held.has(id));
    const checkedAt = this.#ports.now().toISOString();
    this.#publish({ check: { checkedAt, asked: ids.length, missing } });
  };

  /** What the server has not acknowledged, the refused among it, for a file that a coordinator can take in. */
  readonly unsent = async (): Promise<UnsentFile | undefined> => {
    const { link, waiting, refused } = this.#snapshot;
    const { sealer, now } = this.#ports;
    return link && unsentFile(link, [...waiting, ...refused], { sealer, now: now() });
  };

  readonly setNewBuild = (hasNewBuild: boolean): void => this.#publish({ hasNewBuild });

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
      storage: this.#storageState(),
      isPersistent: this.#room.isPersistent,
      seals: this.#ports.sealer !== undefined && link?.sealTo !== undefined,
      link,
      definition,
      progress: link?.progress,
      drafts: drafts.filter(mine).sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)),
      waiting: kept.filter(isWaiting),
      refused: kept.filter((row) => !isWaiting(row)),
      receipts: receipts.filter(mine).sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1)),
      sending: this.#outbox?.sending ?? new Set(),
      nextTryAt: this.#outbox?.nextTryAt,
    });
  };

  #storageState(): PhoneSnapshot['storage'] {
    const { store } = this.#ports;
    if (store.kind === 'memory') return 'none';
    if (!store.durable) return 'full';
    const { freeBytes } = this.#room;
    return freeBytes !== undefined && freeBytes < scarceBytes ? 'scarce' : 'kept';
  }

  #standing(link: LinkRow | undefined, definition: Definition | undefined): Standing {
    const reply = this.#reply?.kind;
    if (reply === 'unknown' || reply === 'over' || reply === 'paused') return reply;
    if (!link || !definition) return reply === undefined ? 'loading' : 'first-open';
    // Phones' clocks may be wrong by years: only the server's says when a link opens and closes.
    const now = new Date(this.#ports.now().getTime() + (link.clockAheadMs ?? 0));
    if (link.view.closesAt && now > new Date(link.view.closesAt)) return 'over';
    return link.view.opensAt && now < new Date(link.view.opensAt) ? 'early' : 'open';
  }

  /**
   * Begins an interview: its id is made here, before the first answer, and never changes.
   * @param accessCode the one-time code that the person came with.
   */
  async begin(answers: Answers, language: string, accessCode?: string): Promise<DraftRow> {
    const { link } = this.#snapshot;
    if (!link) throw new Error('an interview needs a link');
    const begun = { id: this.#ports.newId(), now: this.#ports.now() };
    const draft: DraftRow = {
      ...newDraft(begun, link, language, answers),
      ...(accessCode ? { accessCode } : {}),
    };
    this.#opened.set(draft.id, this.#moment());
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

  /**
   * Says that an interview is on the screen: it is then not put away as stale, here or by another tab.
   * @returns a function that says that it is not any more.
   */
  hold(id: string): () => void {
    if (!this.#opened.has(id)) this.#opened.set(id, this.#moment());
    return this.#ports.interviews.open(id);
  }

  /** Which screen is open: a page that shows its start screen may be loaded anew without anybody losing anything. */
  readonly showing = (screen: string): void => {
    this.#screen = screen;
  };

  get isAtStart(): boolean {
    return this.#screen === 'start';
  }

  /** Ends an interview. Resolves when the response is safe on the phone, where its answers are then sealed. */
  async finish(draft: DraftRow, ended: Pick<Ended, 'answers' | 'outcome'>): Promise<void> {
    const { link } = this.#snapshot;
    if (!this.#outbox || !link) throw new Error('the outbox is not open');
    const now = this.#ports.now();
    const opened = this.#opened.get(draft.id);
    const jumpMs = opened ? clockJumpMs(opened, this.#moment()) : 0;
    const times = { startedAt: movedBy(draft.startedAt, jumpMs), finishedAt: now.toISOString() };
    const { sealer } = this.#ports;
    await this.#outbox.add(await finishedRow(draft, link, { ...ended, ...times }, { sealer, now }));
    this.#opened.delete(draft.id);
    await this.#rowsChanged();
  }

  /** Of all links on this phone: whoever opens any of them must not find others' answers. */
  async #putStaleDraftsAway(): Promise<void> {
    const { store, interviews, sealer, now } = this.#ports;
    const open = await interviews.ids();
    for (const draft of await store.drafts()) {
      if (open.has(draft.id)) continue;
      const link = await store.link(draft.linkId);
      const definition = (await store.definition(draft.definitionHash))?.definition;
      const fate = fateOf(draft, link, definition, now());
      if (fate === 'delete') await store.deleteDraft(draft.id);
      if (fate !== 'send' || !link) continue;
      const ended = {
        answers: tidyAnswers(draft.answers),
        outcome: 'partial',
        startedAt: draft.startedAt,
        finishedAt: draft.updatedAt,
      } as const;
      await this.#outbox?.add(await finishedRow(draft, link, ended, { sealer, now: now() }));
    }
  }

  #moment(): Moment {
    return { clockMs: this.#ports.now().getTime(), counterMs: this.#ports.counterMs() };
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

/** Only they see how the field work stands. */
const isFieldWorker = ({ view }: LinkRow): boolean =>
  view.purpose === 'collector' || view.purpose === 'partner';
