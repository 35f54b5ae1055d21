// The fastest an answer of this size can be on this machine: no routing, no checks.
import { createServer } from 'node:http';

const body = JSON.stringify({ id: 'rec_0123456789', name: 'রহিমা বেগম', state: 'open', amount: '1500.00' });
createServer((_request, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }).end(body);
}).listen(Number(process.argv[2]), '127.0.0.1');
