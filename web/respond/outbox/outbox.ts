/**
 * The outbox sends what waits, in order of saving, and lets a response go only against a receipt that carries its
 * own id. A response that the server will never take stays on the phone and holds nobody else up.
 */
import type { BackOff } from './back-off.ts';
import type { SendReply } from './collect-api.ts';
import type { PhoneStore } from './phone-store.ts';
import type { LinkRow, OutboxRow, Refusal } from './rows.ts';
import type { ItemResult, SendContext, SubmissionItem } from './wire.ts';

export interface OutboxPorts {
  readonly store: PhoneStore;
  readonly backOff: BackOff;
  readonly send: (
    token: string,
    items: readonly SubmissionItem[],
    context: SendContext,
  ) => Promise<SendReply>;
  readonly now: () => Date;
  /** Runs the work in at most one tab at a time; resolves at once if another tab is at it. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
  /** Called whenever rows or the sending state have changed. */
  readonly changed: () => void;
}

/** Few enough that a slow network gets some of them through before it breaks again. */
const batchLength = 20;
const batchBytes = 1_000_000;

/** Whether it makes sense to go on with further rows now, of this link or of another. */
type Next = 'go-on' | 'next-link' | 'stop';

export class Outbox {
  #sending: ReadonlySet<string> = new Set();
  #running: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #nextTryAt: number | undefined;
  #isResting = false;
  readonly #ports: OutboxPorts;

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
  }

  /** Ids of the responses that are on their way right now. */
  get sending(): ReadonlySet<string> {
    return this.#sending;
  }

  /** When it will try again by itself after a failure, by the phone's clock; undefined where nothing has failed. */
  get nextTryAt(): number | undefined {
    return this.#nextTryAt;
  }

  /** Saves a finished interview on the phone and tries to send it. Resolves once it is safe on the phone. */
  async add(row: OutboxRow): Promise<void> {
    await this.#ports.store.finish(row);
    this.#ports.changed();
    void this.sendNow();
  }

  /** Forgets earlier failures and tries at once: for a tap, a network that came back, a page that is looked at again. */
  sendNow(): Promise<void> {
    this.#ports.backOff.succeeded();
    return this.#drain();
  }

  /** Does not try again by itself. */
  rest(): void {
    this.#isResting = true;
    clearTimeout(this.#timer);
  }

  #drain(): Promise<void> {
    this.#running ??= this.#ports
      .alone(() => this.#sendAll())
      .finally(() => {
        this.#running = undefined;
        void this.#schedule();
      });
    return this.#running;
  }

  async #schedule(): Promise<void> {
    clearTimeout(this.#timer);
    const { store, backOff, now, changed } = this.#ports;
    const rows = await store.outbox();
    const isNeeded = rows.some(isWaiting);
    const delayMs = backOff.delayMs(Math.random());
    if (isNeeded && !this.#isResting) this.#timer = setTimeout(() => void this.#drain(), delayMs);
    const nextTryAt = isNeeded && backOff.hasFailed ? now().getTime() + delayMs : undefined;
    if (nextTryAt === this.#nextTryAt) return;
    this.#nextTryAt = nextTryAt;
    changed();
  }

  async #sendAll(): Promise<void> {
    const tried = new Set<string>();
    const strangers = new Set<string>();
    for (
      let batch = await this.#nextBatch(tried, strangers);
      batch.length > 0;
      batch = await this.#nextBatch(tried, strangers)
    ) {
      for (const row of batch) tried.add(row.id);
      const next = await this.#sendBatch(batch);
      if (next === 'stop') return;
      if (next === 'next-link') for (const row of batch) strangers.add(row.linkId);
    }
  }

  /** The longest waiting rows of one link, as many as one request should carry. */
  async #nextBatch(
    tried: ReadonlySet<string>,
    strangers: ReadonlySet<string>,
  ): Promise<readonly OutboxRow[]> {
    const rows = (await this.#ports.store.outbox())
      .filter((row) => isWaiting(row) && !tried.has(row.id) && !strangers.has(row.linkId))
      .sort((a, b) => (a.savedAt < b.savedAt ? -1 : 1));
    const batch: OutboxRow[] = [];
    let bytes = 0;
    for (const row of rows.filter((candidate) => candidate.linkId === rows[0]?.linkId)) {
      bytes += JSON.stringify(row.item).length * 3;
      if (batch.length > 0 && (bytes > batchBytes || batch.length >= batchLength)) break;
      batch.push(row);
    }
    return batch;
  }

  async #sendBatch(batch: readonly OutboxRow[]): Promise<Next> {
    const { store, backOff, send } = this.#ports;
    const link = batch[0] && (await store.link(batch[0].linkId));
    if (!link) return 'next-link';
    const context = await this.#contextOf(link, batch);
    this.#show(batch);
    const reply = await send(
      link.token,
      batch.map((row) => row.item),
      context,
    );
    this.#show([]);
    if (reply.kind === 'later' || reply.kind === 'stranger') {
      backOff.failed(reply.kind === 'later' ? reply.afterSeconds : undefined);
      return reply.kind === 'later' ? 'stop' : 'next-link';
    }
    backOff.succeeded();
    if (reply.kind === 'refused') return this.#handleRefusal(batch, reply.status);
    for (const row of batch) await this.#settle(row, reply.results);
    this.#ports.changed();
    // A server that answers without our ids is not to be asked the same again at once.
    const answered = new Set(reply.results.map((result) => result.id));
    if (batch.some((row) => answered.has(row.id))) return 'go-on';
    backOff.failed();
    return 'stop';
  }

  /** What stays behind is counted for those who plan the field work; nobody counts people who answer for themselves. */
  async #contextOf(link: LinkRow, batch: readonly OutboxRow[]): Promise<SendContext> {
    const sentAt = this.#ports.now().toISOString();
    const { purpose, anonymous } = link.view;
    if (anonymous || (purpose !== 'collector' && purpose !== 'partner')) return { sentAt };
    const going = new Set(batch.map((row) => row.id));
    const rows = await this.#ports.store.outbox();
    const staying = rows.filter((row) => row.linkId === link.id && !going.has(row.id));
    return { sentAt, waiting: staying.length };
  }

  /** A request refused as a whole may be one row's fault: each is tried alone before any is given up. */
  async #handleRefusal(batch: readonly OutboxRow[], status: number): Promise<Next> {
    const [only] = batch;
    if (batch.length === 1 && only) {
      const refusal: Refusal = { reason: status === 413 ? 'too-large' : 'not-accepted', status };
      await this.#ports.store.refuse({ ...only, refusal });
      this.#ports.changed();
      return 'go-on';
    }
    for (const row of batch) {
      const next = await this.#sendBatch([row]);
      if (next !== 'go-on') return next;
    }
    return 'go-on';
  }

  async #settle(row: OutboxRow, results: readonly ItemResult[]): Promise<void> {
    const result = results.find((candidate) => candidate.id === row.id);
    if (!result) return;
    if (result.status === 'rejected') {
      await this.#ports.store.refuse({ ...row, refusal: { reason: 'rejected' } });
      return;
    }
    const link = await this.#ports.store.link(row.linkId);
    const isPassing = link?.view.purpose === 'respondent' || link?.view.purpose === 'kiosk';
    await this.#ports.store.receive({
      id: row.id,
      linkId: row.linkId,
      savedAt: row.savedAt,
      receivedAt: this.#ports.now().toISOString(),
      needsReview: result.status === 'quarantined' || result.status === 'conflict',
      ...(result.code ? { code: result.code } : {}),
      ...(result.problem ? { problem: result.problem } : {}),
      ...(isPassing ? { isPassing } : {}),
    });
  }

  #show(batch: readonly OutboxRow[]): void {
    this.#sending = new Set(batch.map((row) => row.id));
    this.#ports.changed();
  }
}

export const isWaiting = (row: OutboxRow): boolean => row.refusal === undefined;
