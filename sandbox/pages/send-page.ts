import type { Exchange } from '../server/exchange.ts';
import type { PageFile } from './page-files.ts';

/** Sends a file, or says that the caller has it already. */
export function sendPage({ req, res, id }: Exchange, file: PageFile, headers: string[], status = 200): void {
  const common = [
    'X-Request-Id',
    id,
    'ETag',
    file.etag,
    'Vary',
    'Accept-Encoding',
    'X-Content-Type-Options',
    'nosniff',
  ];
  common.push(...headers);
  if (status === 200 && matches(req.headers['if-none-match'], file.etag)) {
    res.writeHead(304, common);
    res.end();
    return;
  }
  common.push('Content-Type', file.type, 'Content-Length', String(file.body.length));
  if (file.encoding !== 'identity') common.push('Content-Encoding', file.encoding);
  res.writeHead(status, common);
  res.end(req.method === 'HEAD' ? undefined : file.body);
}

/** If-None-Match compares weakly (RFC 9110, 13.1.2). */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((item) => {
    const wanted = item.trim().replace(/^W\//, '');
    return wanted === etag || wanted === '*';
  });
}
