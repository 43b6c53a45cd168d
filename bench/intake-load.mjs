/**
 * Sends responses as fast as they are answered, from a process of its own, over connections that stay open. Plain
 * JavaScript, because it is started by its path.
 * Usage: node intake-load.mjs PORT TOKEN CONNECTIONS SECONDS FILE BATCH, where FILE holds a JSON array of items with the
 * text `@id@` where a new id belongs, and BATCH is how many of them go into a request. Prints `{perSecond, p50, p99,
 * failed}`: responses a second, and milliseconds a request.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

const [port, token, connections, seconds, file, batch] = process.argv.slice(2);
const items = JSON.parse(readFileSync(file, 'utf8')).map((item) => item.split('@id@'));
const head = [
  'POST /api/v1/collect/responses HTTP/1.1',
  'Host: localhost',
  `Authorization: Bearer ${token}`,
  'Content-Type: application/json',
].join('\r\n');

let next = 0;
let times = [];
let stored = 0;
let failed = 0;
let isOver = false;

for (let index = 0; index < Number(connections); index += 1) open();
// The first half second warms both sides up.
setTimeout(() => {
  times = [];
  stored = 0;
  failed = 0;
  setTimeout(finish, Number(seconds) * 1_000);
}, 500);

function open() {
  const socket = connect(Number(port), '127.0.0.1');
  socket.setNoDelay(true);
  let began = 0;
  let reply = '';
  const send = () => {
    if (isOver) return socket.destroy();
    const body = `{"responses":[${Array.from({ length: Number(batch) }, anItem).join(',')}]}`;
    began = performance.now();
    socket.write(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  socket.on('connect', send);
  socket.on('error', () => {
    failed += 1;
  });
  socket.on('data', (data) => {
    reply += data.toString('latin1');
    if (!isWhole(reply)) return;
    const count = reply.split('"status":"stored"').length - 1;
    stored += count;
    if (count === Number(batch)) times.push(performance.now() - began);
    else failed += 1;
    reply = '';
    send();
  });
}

function anItem() {
  const [before, after] = items[next++ % items.length];
  return before + randomUUID() + after;
}

function isWhole(reply) {
  const end = reply.indexOf('\r\n\r\n');
  const length = /content-length: (\d+)/i.exec(reply)?.[1];
  if (end < 0) return false;
  return length ? reply.length >= end + 4 + Number(length) : reply.endsWith('0\r\n\r\n');
}

function finish() {
  isOver = true;
  const sorted = times.sort((a, b) => a - b);
  const at = (share) => sorted[Math.floor(sorted.length * share)] ?? null;
  const perSecond = stored / Number(seconds);
  process.stdout.write(JSON.stringify({ perSecond, p50: at(0.5), p99: at(0.99), failed }));
  process.exit();
}
