/** A phone without a browser: sends responses, keeps what was acknowledged, and compares with what the storage holds. */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { canonicalHash, canonicalJson } from '#core/kernel/canonical-json.ts';
import { definition } from './server.ts';

export const definitionHash = canonicalHash(definition);

export interface Item {
  readonly id: string;
  readonly definitionHash: string;
  readonly outcome: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly language: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

let made = 0;

/** A finished interview; each has another number. */
export function anItem(change: Partial<Item> = {}): Item {
  made += 1;
  const now = Date.now();
  return {
    id: randomUUID(),
    definitionHash,
    outcome: 'completed',
    startedAt: new Date(now - 600_000).toISOString(),
    finishedAt: new Date(now - 1_000).toISOString(),
    language: 'vi',
    answers: {
      topic: 'work',
      number: made,
      note: 'Muốn học thêm về quản lý chi tiêu. '.repeat(40),
    },
    ...change,
  };
}

export interface Reply {
  /** 0 if the connection broke before a whole reply had come. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface Result {
  readonly id: string;
  readonly status: string;
  readonly code?: string;
  readonly flags?: readonly string[];
}

const agent = new Agent({ keepAlive: true, maxSockets: 512 });

export function call(
  url: string,
  {
    method = 'GET',
    token,
    body,
    patienceMs = 30_000,
  }: {
    readonly method?: string;
    readonly token?: string;
    readonly body?: string;
    readonly patienceMs?: number;
  } = {},
): Promise<Reply> {
  return new Promise((resolve) => {
    const nothing = (): void => resolve({ status: 0, headers: {}, text: '' });
    const headers = {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const sent = request(url, { method, headers, agent, timeout: patienceMs }, (reply) => {
      let text = '';
      reply.setEncoding('utf8');
      reply.on('data', (chunk: string) => {
        text += chunk;
      });
      reply.on('end', () =>
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text }),
      );
      reply.on('aborted', nothing);
      reply.on('error', nothing);
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', nothing);
    sent.end(body);
  });
}

export const post = (url: string, token: string, items: readonly unknown[]): Promise<Reply> =>
  call(`${url}/api/v1/collect/responses`, {
    method: 'POST',
    token,
    body: JSON.stringify({ responses: items }),
  });

/** What became of each item; empty unless the server has answered 200. */
export function resultsOf({ status, text }: Reply): readonly Result[] {
  if (status !== 200) return [];
  return (JSON.parse(text) as { results: readonly Result[] }).results; // as: the contract
}

const keptStatuses = new Set(['stored', 'already-stored']);

/** What has been acknowledged so far, and what is not known. */
export class Ledger {
  readonly acknowledged = new Map<string, Item>();
  readonly unknown = new Map<string, Item>();

  note(items: readonly Item[], reply: Reply): void {
    const results = resultsOf(reply);
    for (const [index, item] of items.entries()) {
      if (keptStatuses.has(results[index]?.status ?? '')) {
        this.acknowledged.set(item.id, item);
        this.unknown.delete(item.id);
      } else if (!this.acknowledged.has(item.id)) this.unknown.set(item.id, item);
    }
  }
}

/** Sends new responses one after another until told to stop, from several phones at once. */
export function keepSending(
  target: { readonly url: string; readonly token: string },
  ledger: Ledger,
  phones: number,
): { stop(): Promise<void> } {
  let isOver = false;
  const one = async (): Promise<void> => {
    while (!isOver) {
      const item = anItem();
      ledger.note([item], await post(target.url, target.token, [item]));
    }
  };
  const all = Array.from({ length: phones }, one);
  return {
    async stop() {
      isOver = true;
      await Promise.all(all);
    },
  };
}

/** Two contents are the same response if these texts are equal. */
export const contentOf = ({ outcome, answers }: Pick<Item, 'outcome' | 'answers'>): string =>
  canonicalJson({ outcome, answers });
