/** F4 and F5: the disk is full, broken or read-only. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileShim } from './crashes.ts';
import { type Fault, type Ground, must } from './fault.ts';
import { anItem, call, Ledger, post, type Reply } from './phone.ts';
import { publishAndLink, type Server, startServer } from './server.ts';
import { mustHoldAll } from './storage.ts';

type Trouble = 'full' | 'eio' | 'readonly';

interface Field {
  readonly server: Server;
  readonly token: string;
  readonly ledger: Ledger;
  begin(trouble: Trouble): void;
  end(trouble: Trouble): void;
}

async function openField(ground: Ground, careless?: string): Promise<Field> {
  const FAULTS_DIR = join(ground.folder, 'switches');
  mkdirSync(FAULTS_DIR);
  const { token } = await publishAndLink(ground);
  const env = { LD_PRELOAD: compileShim(ground.folder), FAULTS_DIR };
  const server = await startServer(ground, { env, ...(careless && { careless }) });
  return {
    server,
    token,
    ledger: new Ledger(),
    begin: (trouble) => writeFileSync(join(FAULTS_DIR, trouble), ''),
    end: (trouble) => rmSync(join(FAULTS_DIR, trouble)),
  };
}

async function send({ server, token, ledger }: Field, count: number): Promise<readonly Reply[]> {
  const replies: Reply[] = [];
  for (let sent = 0; sent < count; sent += 1) {
    const item = anItem();
    const reply = await post(server.url, token, [item]);
    ledger.note([item], reply);
    replies.push(reply);
  }
  return replies;
}

/** While the trouble lasts nothing is acknowledged, reading goes on, and the health check says so; then all is well. */
async function survive(ground: Ground, trouble: Trouble, careless?: string): Promise<string> {
  const field = await openField(ground, careless);
  const { server, token, ledger } = field;
  const count = ground.isQuick ? 10 : 60;
  const see = (path: string) => call(`${server.url}${path}`, { token });
  await send(field, count);
  const before = ledger.acknowledged.size;
  must(before === count, `only ${before} of ${count} were stored before the trouble`);

  field.begin(trouble);
  const refused = await send(field, count);
  const health = await see('/healthz');
  const reading = await see('/api/v1/collect/link');
  const acknowledged = refused.filter(({ status }) => status === 200).length;
  must(
    acknowledged === 0,
    `${acknowledged} responses were acknowledged while nothing could be written`,
  );
  const asked = refused.filter(({ status, headers }) => status === 503 && headers['retry-after']);
  must(asked.length === count, `${count - asked.length} replies were not 503 with Retry-After`);
  must(health.status === 503, `the health check said ${health.status}`);
  must(reading.status === 200, `reading was answered ${reading.status}`);

  field.end(trouble);
  const again = [...ledger.unknown.values()];
  for (const item of again) ledger.note([item], await post(server.url, token, [item]));
  must(ledger.unknown.size === 0, `${ledger.unknown.size} could not be stored afterwards`);
  const well = await see('/healthz');
  must(well.status === 200, `afterwards the health check said ${well.status}`);
  await server.kill();
  return `${count} refused with 503, all of them stored by the same process afterwards; ${await mustHoldAll(ground, ledger)}`;
}

const troubles = [
  ['F4', 'full', 'a full disk refuses and heals'],
  ['F5', 'eio', 'a broken disk is never taken for a success'],
  ['F5', 'readonly', 'a disk that became read-only is never taken for a success'],
] as const;

export const storageTrouble: readonly Fault[] = troubles.map(([id, trouble, what]) => ({
  id,
  what,
  on: ['sqlite'],
  run: (ground: Ground) => survive(ground, trouble),
  control: (ground: Ground) => survive({ ...ground, isQuick: true }, trouble, 'says-stored'),
}));
