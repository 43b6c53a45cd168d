/**
 * Phones that come home after days without a signal: each sends what has waited on it, twenty responses a request, one
 * request after the other, all phones at once. Now and then the reply gets lost and the phone sends the same again.
 * Usage: node intake-flush.mjs PORT TOKENS RESPONSES FILE: TOKENS with commas, one a phone. Prints `{seconds, p99, sent,
 * acknowledged, repeated}`, with milliseconds a request and the ids that were acknowledged.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

const [port, tokens, responses, file] = process.argv.slice(2);
const items = JSON.parse(readFileSync(file, 'utf8')).map((item) => item.split('@id@'));
const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });
const batchLength = 20;
/** One reply in ten does not reach its phone. */
const losesReply = (count) => count % 10 === 3;

const times = [];
const acknowledged = new Set();
let repeated = 0;
const began = performance.now();
await Promise.all(tokens.split(',').map(flush));
const sorted = times.sort((a, b) => a - b);
const seen = {
  seconds: (performance.now() - began) / 1_000,
  p99: sorted[Math.floor(sorted.length * 0.99)],
  acknowledged: [...acknowledged],
  repeated,
};
// More than a pipe holds: it has to be read before we go.
process.stdout.write(JSON.stringify(seen), () => process.exit());

async function flush(token) {
  const waiting = Array.from({ length: Number(responses) }, () => randomUUID());
  let requests = 0;
  while (waiting.length > 0) {
    const ids = waiting.slice(0, batchLength);
    const body = `{"responses":[${ids.map(itemOf).join(',')}]}`;
    requests += 1;
    const started = performance.now();
    const { status, text } = await post(token, body);
    times.push(performance.now() - started);
    // Told to come back: as phones do, a little later.
    if (status !== 200) {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      continue;
    }
    if (losesReply(requests)) {
      repeated += ids.length;
      continue;
    }
    const { results } = JSON.parse(text);
    for (const { id, status } of results) {
      if (status === 'stored' || status === 'already-stored') acknowledged.add(id);
    }
    waiting.splice(0, ids.length, ...ids.filter((id) => !acknowledged.has(id)));
  }
}

/** The same id always with the same answers. */
function itemOf(id) {
  const [before, after] = items[Number.parseInt(id.slice(0, 4), 16) % items.length];
  return before + id + after;
}

function post(token, body) {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const options = { port, host: '127.0.0.1', path: '/api/v1/collect/responses', method: 'POST' };
    const sent = request({ ...options, agent, headers }, (reply) => {
      let text = '';
      reply.on('data', (chunk) => {
        text += chunk;
      });
      reply.on('end', () => resolve({ status: reply.statusCode, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
