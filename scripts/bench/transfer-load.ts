// Sends transfers over 64 connections for some seconds, each with an Idempotency-Key of its own, in the name of the teams
// whose keys are given in turn. Writes what came of it as JSON.
import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import { TRANSFER } from './transfer.ts';

const { url, keys, seconds } = JSON.parse(process.argv[2] ?? '') as { url: string; keys: string[]; seconds: number };
let sent = 0;
const result = await autocannon({
  url,
  connections: 64,
  duration: seconds,
  requests: [
    {
      method: 'POST',
      body: TRANSFER,
      setupRequest(request) {
        sent += 1;
        const headers = {
          'Content-Type': 'application/json',
          'X-API-Key': keys[sent % keys.length] ?? '',
          'Idempotency-Key': randomUUID(),
        };
        return { ...request, headers: { ...request.headers, ...headers } };
      },
    },
  ],
});
console.log(
  JSON.stringify({
    callsPerSecond: result['2xx'] / result.duration,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors + result.timeouts,
  }),
);
