import assert from 'node:assert/strict';
import { afterEach, it } from 'node:test';
import { DEMO_KEY, keyInUse, maskKey, NOTHING_REMEMBERED, readKeyMemory, remember } from './apiKey.ts';

/** A browser's storage, or one that refuses, as in some private windows. */
function withStorage(storage: object): void {
  Object.defineProperty(globalThis, 'localStorage', { value: storage, configurable: true });
}

const original = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
afterEach(() => {
  if (original) Object.defineProperty(globalThis, 'localStorage', original);
});

it('remembers a key until it is removed', () => {
  const items = new Map<string, string>();
  withStorage({
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => items.set(name, value),
    removeItem: (name: string) => items.delete(name),
  });
  assert.deepEqual(readKeyMemory(), NOTHING_REMEMBERED);
  assert.equal(remember({ key: 'dpi_secret', keyTeam: 'Padma' }), true);
  assert.deepEqual(readKeyMemory(), { key: 'dpi_secret', keyTeam: 'Padma', team: '' });
  remember({ key: '', keyTeam: '' });
  assert.deepEqual(readKeyMemory(), NOTHING_REMEMBERED);
});

it('uses the demonstration key where the browser stores nothing', () => {
  const refuse = () => {
    throw new Error('SecurityError');
  };
  withStorage({ getItem: refuse, setItem: refuse, removeItem: refuse });
  assert.equal(keyInUse(readKeyMemory()), DEMO_KEY);
  assert.equal(remember({ key: 'dpi_secret' }), false);
});

it('uses no demonstration key for a team that is signed in, unless it asks for it', () => {
  const signedIn = { ...NOTHING_REMEMBERED, team: 'Padma' };
  assert.equal(keyInUse(NOTHING_REMEMBERED), DEMO_KEY);
  assert.equal(keyInUse(signedIn), '');
  assert.equal(keyInUse({ ...signedIn, key: 'dpi_secret' }), 'dpi_secret');
  assert.equal(keyInUse({ ...signedIn, key: DEMO_KEY }), DEMO_KEY);
});

it('shows the start of a key only', () => {
  assert.equal(maskKey('dpi_abcdEFGHijklmnopqrstuvwxyz0123456789abcdef'), 'dpi_abcd••••••••');
  assert.equal(maskKey(DEMO_KEY), DEMO_KEY);
});
