/**
 * The network between a phone and the server, as it is in the field: it goes away, a gateway answers in the server's
 * place, an acknowledgement gets lost on the way back, a portal wants a sign-in and says 200. Everything goes through it,
 * what the service worker fetches as well.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What happens to one request for the collection of responses, instead of going through. */
export type Mishap = '502' | 'lost-reply' | 'portal';

export interface Network {
  readonly url: string;
  isOn: boolean;
  /** What happens to the next requests with responses, one after another. */
  readonly mishaps: Mishap[];
  /** Ids of all responses that the phone has sent, each as often as it was sent. */
  readonly sentIds: string[];
  /** What stood besides the responses in each request. */
  readonly contexts: { readonly sentAt?: string; readonly waiting?: number }[];
  /** How long every request with responses takes. */
  delayMs: number;
  /** Changes what the server gives out: another build, for example. */
  rewrite: ((path: string, body: string) => string) | undefined;
  close(): Promise<void>;
}

/** What somebody else answers in the server's place. */
const strangersReplies: Partial<Record<Mishap, { status: number; page: string }>> = {
  '502': { status: 502, page: '<h1>502 Bad Gateway</h1>' },
  portal: { status: 200, page: '<!doctype html><title>Wi-Fi</title><h1>Đăng nhập Wi-Fi</h1>' },
};

export async function networkTo(serverUrl: () => string): Promise<Network> {
  const sockets = new Set<Socket>();
  const server = createServer((incoming, outgoing) => {
    void pass(incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.on('connection', (socket) => {
    if (!network.isOn) return void socket.destroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // as: a server that listens on a port has an address with one
  const { port } = server.address() as AddressInfo;
  let isOn = true;
  const network: Network = {
    url: `http://127.0.0.1:${port}`,
    get isOn() {
      return isOn;
    },
    set isOn(value) {
      isOn = value;
      if (!value) for (const socket of sockets) socket.destroy();
    },
    mishaps: [],
    sentIds: [],
    contexts: [],
    delayMs: 0,
    rewrite: undefined,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    if (!network.isOn) return void incoming.socket.destroy();
    const body = await bytesOf(incoming);
    const path = incoming.url ?? '/';
    const isSending = incoming.method === 'POST' && path.endsWith('/collect/responses');
    const mishap = isSending ? network.mishaps.shift() : undefined;
    if (isSending) note(network, body);
    if (isSending && network.delayMs > 0) await pause(network.delayMs);
    const strangers = mishap && strangersReplies[mishap];
    if (strangers) {
      outgoing.writeHead(strangers.status, { 'content-type': 'text/html' });
      return void outgoing.end(strangers.page);
    }
    const reply = await forward(serverUrl(), incoming, body);
    if (mishap === 'lost-reply' || !network.isOn) return void incoming.socket.destroy();
    const isText = /html|javascript/.test(String(reply.headers['content-type']));
    const { 'content-length': _length, ...headers } = reply.headers;
    outgoing.writeHead(reply.status, headers);
    outgoing.end(
      isText && network.rewrite ? network.rewrite(path, reply.body.toString('utf8')) : reply.body,
    );
  }
  return network;
}

function note(network: Network, body: Buffer): void {
  // as: the contract; the phone under test has written it
  const { responses, ...context } = JSON.parse(body.toString('utf8')) as {
    responses: readonly { readonly id: string }[];
  };
  network.sentIds.push(...responses.map(({ id }) => id));
  network.contexts.push(context);
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function forward(to: string, incoming: IncomingMessage, body: Buffer) {
  return new Promise<{
    readonly status: number;
    readonly headers: IncomingMessage['headers'];
    readonly body: Buffer;
  }>((resolve, reject) => {
    // Whole and uncompressed, so that it can be read and changed on the way.
    const { 'if-none-match': _tag, ...asked } = incoming.headers;
    const headers = { ...asked, host: new URL(to).host, 'accept-encoding': 'identity' };
    const sent = request(
      new URL(incoming.url ?? '/', to),
      { method: incoming.method, headers },
      (reply) => {
        bytesOf(reply).then(
          (bytes) =>
            resolve({ status: reply.statusCode ?? 502, headers: reply.headers, body: bytes }),
          reject,
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));
