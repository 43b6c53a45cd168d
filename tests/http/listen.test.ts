/** The open port itself: limits on requests, and stopping without losing what has begun. */
import { connect } from 'node:net';
import { Hono } from 'hono';
import { describe, expect, it, vi } from 'vitest';
import { readJson } from '#server/http/read-body.ts';
import { PortProblem, takePort } from '#server/listen.ts';

/** What comes back on a plain connection. */
const raw = (port: number, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let reply = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (data) => {
      reply += data.toString();
    });
    socket.on('close', () => resolve(reply));
    socket.on('error', reject);
  });

describe('the port', () => {
  it('answers 503 until there is something to serve', async () => {
    const door = await takePort(0, '127.0.0.1');

    const reply = await fetch(`http://127.0.0.1:${door.port}/healthz`);
    await door.close();

    expect(reply.status).toBe(503);
    expect(reply.headers.get('retry-after')).toBe('1');
  });

  it('that is taken is a plain sentence', async () => {
    const door = await takePort(0, '127.0.0.1');

    const second = takePort(door.port, '127.0.0.1');

    await expect(second).rejects.toThrow(PortProblem);
    await expect(second).rejects.toThrow(/is taken by another program\. Stop it, or choose/);
    await door.close();
  });

  it('refuses headers of 64 kB', async () => {
    const door = await takePort(0, '127.0.0.1');
    door.open(new Hono().get('/', (c) => c.text('heard')));

    const reply = await raw(
      door.port,
      `GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(64 * 1024)}\r\n\r\n`,
    ).catch((error: Error) => error.message);
    await door.close();

    expect(reply).toMatch(/431|ECONNRESET|EPIPE/);
  });
});

describe('a body that is too large', () => {
  it('is answered 413 to whoever sends all of it before listening', async () => {
    const door = await takePort(0, '127.0.0.1');
    door.open(
      new Hono().post('/', async (c) => {
        const body = await readJson(c);
        return c.text(body.ok ? 'read' : body.problem.code, body.ok ? 200 : 413);
      }),
    );
    const length = 6 * 1024 * 1024;
    const head = `POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n`;

    const reply = await raw(
      door.port,
      `${head}content-length: ${length}\r\n\r\n${'a'.repeat(length)}`,
    );
    await door.close();

    expect(reply).toMatch(/^HTTP\/1\.1 413[\s\S]*request-too-large$/);
  });
});

describe('closing', () => {
  it('answers two hundred requests that are under way, and takes no new one', async () => {
    const door = await takePort(0, '127.0.0.1');
    let begun = 0;
    let finish = (): void => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    door.open(
      new Hono().post('/', async (c) => {
        begun += 1;
        await finished;
        return c.text('stored', 201);
      }),
    );
    const url = `http://127.0.0.1:${door.port}/`;
    const underWay = Array.from({ length: 200 }, () =>
      fetch(url, { method: 'POST' }).then((reply) => reply.status),
    );
    await vi.waitUntil(() => begun === 200, { timeout: 10_000 });

    const closed = door.close();
    await new Promise((resolve) => setTimeout(resolve, 150));
    const late = await raw(door.port, 'GET / HTTP/1.1\r\nhost: x\r\n\r\n').catch(
      (error: NodeJS.ErrnoException) => error.code,
    );
    finish();
    const statuses = await Promise.all(underWay);
    await closed;

    expect(statuses.filter((status) => status === 201)).toHaveLength(200);
    expect(late).toBe('ECONNREFUSED');
  });

  it('still hears whoever had connected before', async () => {
    const door = await takePort(0, '127.0.0.1');
    door.open(new Hono().get('/', (c) => c.text('heard')));
    let reply = '';
    const socket = connect(door.port, '127.0.0.1');
    socket.on('data', (data) => {
      reply += data.toString();
    });
    await new Promise((resolve) => socket.once('connect', resolve));

    const closed = door.close();
    await new Promise((resolve) => setTimeout(resolve, 150));
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await new Promise((resolve) => socket.once('close', resolve));
    await closed;

    expect(reply).toContain('200 OK');
    expect(reply).toContain('heard');
  });
});
