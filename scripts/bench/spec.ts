import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import record from './record.json' with { type: 'json' };

/** A call that every contender answers alike. */
export const CALL = {
  path: '/records-25/rec_0123456789',
  query: '?limit=20',
  headers: { accept: 'application/json' },
};

/** Writes a service with `count` operations that take a path, a query and a header parameter; returns its file. */
export async function writeSpec(folder: string, count: number): Promise<string> {
  const paths: Record<string, unknown> = {};
  for (let index = 1; index <= count; index += 1) paths[`/records-${index}/{recordId}`] = { get: operation(index) };
  const spec = {
    openapi: '3.1.0',
    info: { title: 'Records', version: '1.0.0' },
    paths,
    components: { schemas: { Record: RECORD } },
  };
  const dir = join(folder, 'records', 'v1');
  await mkdir(dir, { recursive: true });
  const file = join(dir, 'openapi.json');
  await writeFile(file, JSON.stringify(spec));
  return file;
}

const RECORD = {
  type: 'object',
  required: ['id', 'name', 'state', 'amount'],
  properties: {
    id: { type: 'string', pattern: '^rec_[0-9]{10}$' },
    name: { type: 'string', maxLength: 80 },
    state: { type: 'string', enum: ['open', 'closed'] },
    amount: { type: 'string', pattern: '^[0-9]+\\.[0-9]{2}$' },
  },
};

function operation(index: number) {
  return {
    operationId: `getRecord${index}`,
    parameters: [
      { name: 'recordId', in: 'path', required: true, schema: { type: 'string', pattern: '^rec_[0-9]{10}$' } },
      { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
      { name: 'X-Correlation-Id', in: 'header', schema: { type: 'string', maxLength: 64 } },
    ],
    responses: {
      200: {
        description: 'The record.',
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/Record' },
            example: record,
          },
        },
      },
    },
  };
}
