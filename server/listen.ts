/** The open port: taken first, so that a second start says so before it touches the storage. */
import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { serverOptions } from '#server/http/http-app.ts';

export interface Door {
  /** The port that was given, or found if 0 was asked for. */
  readonly port: number;
  /** Lets requests in; until then they are told to come back. */
  open(app: Hono): void;
  /** Takes no more, answers what has begun, within ten seconds at most. */
  close(): Promise<void>;
}

/** What a person can do about it, in plain words. */
export class PortProblem extends Error {
  override readonly name = 'PortProblem';
}

/** Connections that the machine has taken already are let in. */
const acceptedMs = 50;
/** Time to send a request on a connection that stands. */
const arrivalMs = 500;
const drainMs = 10_000;

export function takePort(port: number, host: string): Promise<Door> {
  let app: Hono | undefined;
  let draining = false;
  const server = createAdaptorServer({
    serverOptions,
    // as above: without an application yet, whoever asks is told to come back in a moment.
    fetch: async (request, env) => {
      if (!app) return new Response(null, { status: 503, headers: { 'retry-after': '1' } });
      const response = await app.fetch(request, env);
      if (draining) response.headers.set('connection', 'close');
      return response;
    },
  }) as Server; // as: without `createServer` in the options it is node:http's
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portProblem(error, port, host)));
    server.listen(port, host, () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address ? address.port : port,
        open: (ready) => {
          app = ready;
        },
        close: () => {
          draining = true;
          return drain(server);
        },
      });
    });
  });
}

/**
 * Whoever has connected when the signal comes may still send what they came for: the port is shut, but connections are
 * called idle, and closed, only half a second later. (`http.Server.close` would cut them off at once.)
 */
function drain(server: Server): Promise<void> {
  const began = performance.now();
  return new Promise((resolve) => {
    let idle: NodeJS.Timeout | undefined;
    const last = setTimeout(() => server.closeAllConnections(), drainMs);
    setTimeout(() => {
      NetServer.prototype.close.call(server, () => {
        clearInterval(idle);
        clearTimeout(last);
        resolve();
      });
      idle = setInterval(() => {
        if (performance.now() - began > arrivalMs) server.closeIdleConnections();
      }, 50);
    }, acceptedMs);
  });
}

function portProblem(error: NodeJS.ErrnoException, port: number, host: string): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new PortProblem(
        `Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start`,
      );
    case 'EACCES':
      return new PortProblem(
        `Port ${port} needs rights that this program does not have. Choose one above 1023, such as PORT=8080.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new PortProblem(`HOST ${host} is no address of this machine.`);
    default:
      return error;
  }
}

/** The address of this machine that others on its network can reach, if it has one. */
export const networkAddress = (): string | undefined =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find((address) => address.family === 'IPv4' && !address.internal)?.address;

const anywhere = new Set(['0.0.0.0', '::']);

/** What people type to reach a server that listens there. */
export function reachableUrl(host: string, port: number): string {
  const name = anywhere.has(host) ? (networkAddress() ?? '127.0.0.1') : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
