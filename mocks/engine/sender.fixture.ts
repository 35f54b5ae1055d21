import type { OpenApiDocument } from '@dpi/specs/model';
import { catalogueOf } from './catalogue.fixture.ts';
import { createEnglishEngine, type EnglishAnswer } from './in-english.fixture.ts';

export const responses = { 200: { description: 'ok', content: { 'application/json': { example: { ok: true } } } } };

/** Sends requests to a document with these paths. */
export async function senderTo(paths: object, openapi = '3.0.3') {
  const document = { openapi, info: { title: 'Requests', version: '1' }, paths } as unknown as OpenApiDocument;
  const engine = await createEnglishEngine(catalogueOf({ requests: document }), { publicUrl: '' });
  const send = (method: string, url: string, body?: string, type = 'application/json'): EnglishAnswer => {
    const [path = '', query = ''] = url.split('?');
    const headers: Record<string, string> = body === undefined ? {} : { 'content-type': type };
    const sent = body === undefined ? null : Buffer.from(body);
    return engine.answer('requests', 'v1', { method, path, query, headers, body: sent });
  };
  return { engine, send };
}

export const detail = ({ status, problem }: EnglishAnswer) => `${status} ${problem?.detail ?? ''}`;
