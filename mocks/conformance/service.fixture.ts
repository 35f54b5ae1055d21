import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCatalogue } from '@dpi/specs';
import type { Persona, Service } from '@dpi/specs/model';

const SPEC = `openapi: 3.1.0
info: { title: Checks, version: 1.0.0 }
servers: [{ url: 'https://checks.example/v1' }]
security: [{ Key: [] }]
paths:
  /checks:
    post:
      operationId: createCheck
      parameters:
        - { name: Idempotency-Key, in: header, required: true, schema: { type: string } }
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, required: [nid], properties: { nid: { type: string, pattern: '^[0-9]{10}$' }, name: { type: string } } }
            examples:
              rahima-match: { summary: Rahima agrees, value: { nid: '4912876501', name: Rahima Begum } }
              nobody-unknown: { summary: Nobody, value: { nid: '9999999990', name: Nobody } }
      responses:
        '201':
          description: Done
          headers:
            Location: { required: true, schema: { type: string } }
            X-Calls-Left: { schema: { type: integer, maximum: 100 } }
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Check' }
              examples:
                rahima-match:
                  value: { checkId: chk_000001, matched: true, state: done, name: Rahima Begum, score: 90, checkedAt: '2026-11-23T10:00:00+06:00', parts: [{ field: name, matched: true }] }
        '404':
          description: Nobody
          content:
            application/problem+json:
              schema: { type: object, required: [type, status] }
              examples:
                nobody-unknown: { value: { type: /problems/nid-unknown/, title: NID not found, status: 404, detail: Ask again. } }
  /checks/{checkId}:
    get:
      operationId: getCheck
      parameters:
        - name: checkId
          in: path
          required: true
          schema: { type: string }
          examples: { rahima-match: { value: chk_000001 } }
        - { name: fields, in: query, explode: false, schema: { type: array }, examples: { rahima-match: { value: [state, 'a,b'] } } }
      responses:
        '200':
          description: The check
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Check' }
              examples:
                rahima-match:
                  value: { checkId: chk_000001, matched: true, state: done, name: Rahima Begum, score: 90, checkedAt: '2026-11-23T10:00:00+06:00', parts: [] }
    delete:
      operationId: deleteCheck
      parameters:
        - { name: checkId, in: path, required: true, schema: { type: string }, examples: { old: { value: chk_000009 } } }
      responses: { '204': { description: Gone } }
  /health:
    get:
      operationId: getHealth
      security: []
      responses:
        '200': { description: Well, content: { application/json: { schema: { type: object }, examples: { well: { value: { status: pass } } } } } }
  /exports:
    get:
      operationId: listExports
      parameters: [{ name: day, in: query, required: true, schema: { type: string } }]
      responses: { '200': { description: A, content: { text/csv: { example: 'a;b' } } } }
components:
  securitySchemes: { Key: { type: apiKey, in: header, name: X-API-Key } }
  schemas:
    Check:
      type: object
      required: [checkId, matched, state, checkedAt]
      additionalProperties: false
      properties:
        checkId: { type: string, pattern: '^chk_[0-9]{6}$' }
        matched: { type: boolean }
        state: { type: string, enum: [done, running] }
        name: { type: string }
        score: { type: integer, maximum: 100 }
        checkedAt: { type: string, format: date-time }
        parts: { type: array, items: { type: object, properties: { field: { type: string }, matched: { type: boolean } } } }
`;

/** A small service of which the tests know every example, and the personas in them. */
export async function checksService(): Promise<{ service: Service; personas: Persona[] }> {
  const specsDir = await mkdtemp(join(tmpdir(), 'dpi-conformance-'));
  try {
    await mkdir(join(specsDir, 'checks', 'v1'), { recursive: true });
    await writeFile(join(specsDir, 'checks', 'v1', 'openapi.yaml'), SPEC);
    const { services, personas, findings } = await loadCatalogue({ specsDir, cacheDir: null });
    const [service] = services;
    if (service === undefined || findings.length > 0) throw new Error(JSON.stringify(findings));
    return { service, personas };
  } finally {
    await rm(specsDir, { recursive: true, force: true });
  }
}
