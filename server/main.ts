/** Starts the server: port, storage, first-start work, then the one line that says it answers. */
import { destination, type Logger, pino } from 'pino';
import { toString as toQr } from 'qrcode';
import { titleOf } from '#core/kernel/problems.ts';
import { readOptions } from '#server/command.ts';
import { createApp, serviceDeps } from '#server/compose.ts';
import { type Config, readConfig } from '#server/config.ts';
import { ensureOwner, layFoundation } from '#server/first-start.ts';
import { sweepUploads } from '#server/intake/upload-folder.ts';
import { type Door, PortProblem, reachableUrl, takePort } from '#server/listen.ts';
import { openStorage } from '#server/storage.ts';
import type { Store } from '#server/store/database.ts';
import { startUpkeep } from '#server/upkeep.ts';

const help = `npm start [-- --lan]

Serves everything on HOST:PORT (127.0.0.1:8080). --lan opens it to the local network and prints a QR code.
Settings come from the environment; the README lists them.
`;

/** @returns the exit code if it could not start, else nothing: the server runs until it is told to stop. */
async function main(argv: readonly string[]): Promise<number | undefined> {
  const options = readOptions(argv, { lan: { type: 'boolean' }, help: { type: 'boolean' } });
  if (!options.ok) return complain(options.sentence);
  if (options.values.help) {
    process.stdout.write(help);
    return 0;
  }
  const reading = readConfig();
  if (!reading.ok) return complain(...reading.sentences);
  const config = options.values.lan ? { ...reading.config, host: '0.0.0.0' } : reading.config;
  const logger = pino({ level: config.logLevel, base: null }, destination(2));
  try {
    const door = await takePort(config.port, config.host);
    return await start(config, door, logger, options.values.lan === true);
  } catch (error) {
    if (error instanceof PortProblem) return complain(error.message);
    // The storage says in plain words what is wrong with it; anything else is a fault of ours.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

async function start(
  config: Config,
  door: Door,
  logger: Logger,
  isLan: boolean,
): Promise<number | undefined> {
  const here = reachableUrl(config.host, door.port);
  const { store, keys } = await openStorage(config);
  const deps = serviceDeps(store, keys, config.baseUrl ?? here);
  await sweepUploads(deps.clock.now());
  const foundation = await layFoundation(deps);
  const setup = foundation.ok
    ? await ensureOwner(deps, foundation.value, config.owner)
    : foundation;
  if (!setup.ok) {
    await store.close();
    const details = (setup.problem.errors ?? []).map(
      (error) => `${error.pointer ?? ''} ${error.code}`,
    );
    return complain(`${titleOf(setup.problem)} ${details.join('; ')}`.trim());
  }
  const closing = new AbortController();
  door.open(createApp({ ...deps, store, logger, closing: closing.signal }));
  const endUpkeep = startUpkeep({ store, clock: deps.clock, logger });
  closing.signal.addEventListener('abort', endUpkeep);
  stopOnSignals(door, store, closing);
  if (setup.value) say(`Choose your password here, once, within 24 hours: ${setup.value}`);
  if (isLan) say(await toQr(deps.baseUrl, { type: 'terminal', small: true }));
  say(`Lắng Nghe is ready: ${deps.baseUrl}`);
  return undefined;
}

/** First signal: finish what has begun and go. Second signal: go. */
function stopOnSignals(door: Door, store: Store, closing: AbortController): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    closing.abort();
    door
      .close()
      .then(() => store.close())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function complain(...sentences: readonly string[]): 2 {
  process.stderr.write(`${sentences.join('\n')}\n`);
  return 2;
}

const code = await main(process.argv.slice(2));
if (code !== undefined) process.exit(code);
