/**
 * What all test files of a run share, each made when the first of them asks for it: a PostgreSQL server, and storages
 * with all tables to be copied. Where one cannot be made, whoever asked fails: nothing is skipped.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { type RunningPostgres, startPostgres } from './postgres-server.ts';
import { postgresTemplate, sqliteTemplate, type Template } from './templates.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address to ask for a thing by its name; the answer is where the thing is. */
    shared: string;
  }
}

let postgres: Promise<RunningPostgres> | undefined;
let file: Promise<Template> | undefined;
let database: Promise<Template> | undefined;

const makers = {
  postgres: async (): Promise<string> => {
    postgres ??= startPostgres();
    return (await postgres).url;
  },
  'sqlite-template': async (): Promise<string> => {
    file ??= sqliteTemplate();
    return (await file).name;
  },
  'postgres-template': async (): Promise<string> => {
    database ??= makers.postgres().then(postgresTemplate);
    return (await database).name;
  },
} as const;
export type SharedThing = keyof typeof makers;

let desk: Server | undefined;

export async function setup(project: TestProject): Promise<void> {
  desk = createServer((request, reply) => {
    // as: only `ofTheRun` in databases.ts asks, with one of these names.
    const make = makers[request.url?.slice(1) as SharedThing];
    make().then(
      (answer) => reply.end(answer),
      (error: unknown) => reply.writeHead(500).end(String(error)),
    );
  });
  desk.listen(0, '127.0.0.1');
  await new Promise((resolve) => desk?.once('listening', resolve));
  // as: a TCP server that listens has such an address.
  const { port } = desk.address() as AddressInfo;
  project.provide('shared', `http://127.0.0.1:${port}`);
}

export async function teardown(): Promise<void> {
  desk?.close();
  await (await file?.catch(() => undefined))?.remove();
  await (await postgres?.catch(() => undefined))?.stop();
}
