/** F6–F11: replies that get lost, ids that come twice, batches with holes, clocks that are wrong. */
import { type AddressInfo, connect, createServer } from 'node:net';
import { type Fault, type Ground, must } from './fault.ts';
import { anItem, call, type Item, Ledger, post, type Result, resultsOf } from './phone.ts';
import { command, publishAndLink, type Server, startServer, surveyName } from './server.ts';
import { countOf, mustHoldAll, rowsOf } from './storage.ts';

interface Open {
  readonly server: Server;
  readonly token: string;
}

/** Does the work with an open server and ends it in any case. */
async function withServer<Value>(
  ground: Ground,
  careless: string | undefined,
  work: (open: Open) => Promise<Value>,
): Promise<Value> {
  const { token } = await publishAndLink(ground);
  const server = await startServer(ground, careless ? { careless } : {});
  try {
    return await work({ server, token });
  } finally {
    await server.kill();
  }
}

const statuses = (results: readonly Result[]): string =>
  results.map(({ status }) => status).join(' ');

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** F6: told to stop in the middle of 200 requests. */
async function stopInFlight(ground: Ground, careless?: string): Promise<string> {
  const count = ground.isQuick ? 100 : 200;
  return withServer(ground, careless, async ({ server, token }) => {
    const ledger = new Ledger();
    // Warm: connections stand, so that all requests are in flight when the signal comes.
    await Promise.all(Array.from({ length: count }, () => call(`${server.url}/healthz`)));
    const items = Array.from({ length: count }, () => anItem());
    const sent = items.map(async (item) => {
      const reply = await post(server.url, token, [item]);
      ledger.note([item], reply);
      return reply.status;
    });
    await pause(5);
    const began = performance.now();
    server.signal('SIGTERM');
    const replied = await Promise.all(sent);
    const code = await server.ended;
    const took = Math.round(performance.now() - began);
    const broken = replied.filter((status) => status === 0).length;
    must(broken === 0, `${broken} of ${count} requests that were under way had no reply`);
    must(code === 0, `it ended with ${code}`);
    must(took <= 10_000, `it took ${took} ms to end`);
    return `${replied.filter((status) => status === 200).length} of ${count} requests under way were stored, none was cut off; ended with 0 after ${took} ms; ${await mustHoldAll(ground, ledger)}`;
  });
}

/** A wire that carries the request and cuts the reply off. */
async function cuttingWire(port: number): Promise<{ readonly url: string; close(): void }> {
  const wire = createServer((phone) => {
    const server = connect(port, '127.0.0.1');
    phone.pipe(server);
    server.on('data', () => phone.destroy());
    server.on('error', () => phone.destroy());
    phone.on('error', () => undefined);
    phone.on('close', () => server.destroy());
  });
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
  const { port: own } = wire.address() as AddressInfo; // as: a TCP server that listens has such an address
  return { url: `http://127.0.0.1:${own}`, close: () => wire.close() };
}

/** F7: stored, but the phone never hears of it. */
async function loseReplies(ground: Ground, careless?: string): Promise<string> {
  const count = ground.isQuick ? 10 : 50;
  return withServer(ground, careless, async ({ server, token }) => {
    const wire = await cuttingWire(Number(new URL(server.url).port));
    const ledger = new Ledger();
    const items = Array.from({ length: count }, () => anItem());
    for (const item of items) {
      const reply = await post(wire.url, token, [item]);
      must(reply.status === 0, 'the wire did not cut the reply off');
    }
    wire.close();
    // The server may still be at the last one.
    await pause(500);
    const held = await countOf(ground, 'response');
    must(held === count, `${held} of ${count} were stored although every request had arrived`);
    const seen: Result[] = [];
    for (const item of items) {
      const reply = await post(server.url, token, [item]);
      ledger.note([item], reply);
      seen.push(...resultsOf(reply));
    }
    const recognised = seen.filter(({ status }) => status === 'already-stored').length;
    must(recognised === count, `${recognised} of ${count} sent again were recognised`);
    return `${count} replies lost, ${recognised} recognised when sent again; ${await mustHoldAll(ground, ledger)}`;
  });
}

/** F8: the same response five times at once. */
async function sendTogether(ground: Ground, careless?: string): Promise<string> {
  const count = ground.isQuick ? 10 : 100;
  return withServer(ground, careless, async ({ server, token }) => {
    const ledger = new Ledger();
    for (let done = 0; done < count; done += 1) {
      const item = anItem();
      const replies = await Promise.all(
        Array.from({ length: 5 }, () => post(server.url, token, [item])),
      );
      for (const reply of replies) ledger.note([item], reply);
      const results = replies.flatMap(resultsOf);
      const stored = results.filter(({ status }) => status === 'stored').length;
      const known = results.filter(({ status }) => status === 'already-stored').length;
      must(stored === 1 && known === 4, `five at once were answered ${statuses(results)}`);
      must(new Set(results.map(({ code }) => code)).size === 1, 'they have several receipt codes');
    }
    return `${count} × 5 at once: 1 stored and 4 recognised each time; ${await mustHoldAll(ground, ledger)}`;
  });
}

/** F9: one id, two contents. */
async function contradict(ground: Ground, careless?: string): Promise<string> {
  return withServer(ground, careless, async ({ server, token }) => {
    const first = anItem();
    const second = { ...first, answers: { ...first.answers, topic: 'law' } };
    const ledger = new Ledger();
    const send = async (item: Item): Promise<string> => {
      const reply = await post(server.url, token, [item]);
      return resultsOf(reply)[0]?.status ?? String(reply.status);
    };
    ledger.note([first], await post(server.url, token, [first]));
    const said = [await send(second), await send(second), await send(first)];
    must(said.join(' ') === 'conflict conflict already-stored', `it answered ${said.join(', ')}`);
    const [row] = await rowsOf(ground, 'select envelope from conflict');
    must(String(row?.envelope).includes('"law"'), 'the second content was not kept');
    must((await countOf(ground, 'conflict')) === 1, 'the second content was kept more than once');
    const counted = await command(ground, 'responses', 'count', '--survey', surveyName);
    return `the second content waits for a decision, the first stands (${JSON.stringify(counted)}); ${await mustHoldAll(ground, ledger)}`;
  });
}

/** F10: batches out of order and overlapping, one in ten does not fit. */
async function sendWithHoles(ground: Ground, careless?: string): Promise<string> {
  return withServer(ground, careless, async ({ server, token }) => {
    const good = Array.from({ length: 180 }, () => anItem());
    const bad = Array.from({ length: 20 }, () => anItem({ answers: { topic: 'none of these' } }));
    const batches = Array.from({ length: 10 }, (_, index) => [
      ...good.slice(index * 18, index * 18 + 9),
      ...bad.slice(index * 2, index * 2 + 2),
      ...good.slice(index * 18 + 9, index * 18 + 18),
    ]);
    const ledger = new Ledger();
    const order = [...batches, ...batches.slice().reverse()];
    const replies = await Promise.all(
      order.map(async (batch) => {
        const reply = await post(server.url, token, batch);
        ledger.note(batch, reply);
        return { batch, results: resultsOf(reply) };
      }),
    );
    for (const { batch, results } of replies) {
      must(
        results.length === 20 && results.every(({ id }, index) => id === batch[index]?.id),
        `the results do not follow the request: ${statuses(results)}`,
      );
      const waiting = results.filter(({ status }) => status === 'quarantined').length;
      must(waiting === 2, `of 20 with 2 that do not fit: ${statuses(results)}`);
    }
    must(
      ledger.acknowledged.size === 180,
      `${ledger.acknowledged.size} of 180 sound ones were taken`,
    );
    const waiting = await countOf(ground, 'quarantine');
    must(waiting === 20, `${waiting} of 20 that do not fit were kept, once each`);
    return `20 batches of 20 at once, twice each: 180 stored, 20 kept for a decision; ${await mustHoldAll(ground, ledger)}`;
  });
}

const dayMs = 86_400_000;

/** F11: phones that live 400 days ago or ahead. */
async function liveElsewhen(ground: Ground, careless?: string): Promise<string> {
  return withServer(ground, careless, async ({ server, token }) => {
    const ledger = new Ledger();
    const flags: string[] = [];
    const clocks = [-400, 400, 0];
    for (const days of clocks) {
      const at = (ms: number): string => new Date(Date.now() + days * dayMs + ms).toISOString();
      const item = anItem({ startedAt: at(-600_000), finishedAt: at(0) });
      const body = JSON.stringify({ sentAt: at(1_000), responses: [item] });
      const reply = await call(`${server.url}/api/v1/collect/responses`, {
        method: 'POST',
        token,
        body,
      });
      ledger.note([item], reply);
      flags.push((resultsOf(reply)[0]?.flags ?? []).join(','));
    }
    const rows = await rowsOf(ground, 'select received_at, seq from response order by seq');
    const wrong = rows.filter(
      ({ received_at: at }) => Math.abs(Date.parse(String(at)) - Date.now()) > dayMs,
    );
    must(rows.length === clocks.length, `${rows.length} of ${clocks.length} were stored`);
    must(wrong.length === 0, `${wrong.length} received_at follow the phone's clock`);
    must(flags.join(' ').startsWith('clock clock'), `flags were ${JSON.stringify(flags)}`);
    must(flags[2] === '', 'a right clock was flagged');
    return `−400 and +400 days stored with the flag clock, times by the server; ${await mustHoldAll(ground, ledger)}`;
  });
}

const fault = (
  id: string,
  what: string,
  experiment: (ground: Ground, careless?: string) => Promise<string>,
  careless: string,
): Fault => ({
  id,
  what,
  on: ['sqlite', 'postgres'],
  run: (ground) => experiment(ground),
  control: (ground) => experiment({ ...ground, isQuick: true }, careless),
});

export const replyFaults: readonly Fault[] = [
  fault('F6', 'a stop in the middle of 200 requests cuts none off', stopInFlight, 'ends-at-once'),
  fault('F7', 'a lost reply is found again', loseReplies, 'forgets-ids'),
  fault('F8', 'the same response five times at once is one', sendTogether, 'forgets-ids'),
  fault('F9', 'other answers under one id are both kept', contradict, 'keeps-the-last'),
  fault('F10', 'a batch with holes loses its holes only', sendWithHoles, 'all-or-nothing'),
  fault('F11', 'a wrong clock harms nothing', liveElsewhen, 'trusts-clocks'),
];
