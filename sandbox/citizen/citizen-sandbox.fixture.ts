import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { TestContext } from 'node:test';
import { createMockEngine, MemoryStore, Worlds, withGuests } from '@dpi/mocks';
import { loadCatalogue } from '@dpi/specs';
import { startTestSandbox, type TestKey, type TestSandbox } from '../testing/test-sandbox.ts';

const catalogue = await loadCatalogue({
  services: [
    'notifications',
    'ussd-sessions',
    'assisted-access',
    'consent-manager',
    'nid-verification',
    'data-exchange',
    'digital-locker',
    'applications',
    'service-directory',
    'fund-transfer',
    'account-directory',
    'social-registry',
    'land-records',
  ],
});

/** Numbers of people of the seed. */
export const RAHIMA = '+8801712345601';

export interface CitizenSandbox extends TestSandbox {
  /** Calls a service with the key of a team. */
  call(key: TestKey, method: string, path: string, body?: object): Promise<{ status: number; body: unknown }>;
  /** Sets the clock of a team's world forward. */
  advance(key: TestKey, seconds: number): Promise<void>;
  /** A page as a browser gets it that is signed in to the team; `null` for nobody. */
  page(key: TestKey | null, path: string, headers?: Record<string, string>): Promise<Page>;
  /** Sends a form of such a page. */
  submit(key: TestKey | null, path: string, fields: Fields, headers?: Record<string, string>): Promise<Page>;
}

export type Fields = Record<string, string> | [string, string][];

export interface Page {
  status: number;
  headers: Headers;
  /** Without style and script. */
  text: string;
}

/** A sandbox whose services show something to people, reached by the address it says of itself. */
export async function startCitizenSandbox(t: TestContext, env: Record<string, string> = {}): Promise<CitizenSandbox> {
  const worlds = new Worlds(catalogue, { store: withGuests(new MemoryStore()) });
  assert.deepEqual([...worlds.broken], []);
  const mocks = await createMockEngine(catalogue, { publicUrl: 'http://dpi.test', worlds });
  const sandbox = await startTestSandbox(t, env, { catalogue, mocks });
  const request = async (path: string, init: RequestInit): Promise<Page> => {
    const response = await fetch(sandbox.url + path, { redirect: 'manual', ...init });
    const text = (await response.text()).replace(/<(style|script)>.*?<\/\1>/gs, '');
    return { status: response.status, headers: response.headers, text };
  };
  const browser = (key: TestKey | null): Record<string, string> => ({
    Accept: 'text/html',
    ...(key === null ? {} : { Cookie: `dpi_session=${key.token}` }),
  });
  return {
    ...sandbox,
    async call({ secret }, method, path, body) {
      const { status, text } = await request(`/sandbox${path}`, {
        method,
        headers: { 'X-API-Key': secret, 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
        body: body === undefined ? null : JSON.stringify(body),
      });
      return { status, body: text === '' ? null : JSON.parse(text) };
    },
    async advance({ token }, seconds) {
      const { status } = await request('/api/v1/world/clock/advance', {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ seconds }),
      });
      if (status !== 200) throw new Error(`The clock was not set: ${status}`);
    },
    page: (key, path, headers = {}) => request(path, { headers: { ...browser(key), ...headers } }),
    submit: (key, path, fields, headers = { 'Sec-Fetch-Site': 'same-origin' }) =>
      request(path, {
        method: 'POST',
        headers: { ...browser(key), 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams(fields).toString(),
      }),
  };
}
