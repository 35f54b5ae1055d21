import assert from 'node:assert/strict';
import { afterEach, it } from 'node:test';
import { DEMO_KEY, forgetKey, maskKey, readKey, rememberKey } from './apiKey.ts';

/** A browser's storage, or one that refuses, as in some private windows. */
function withStorage(storage: object): void {
  Object.defineProperty(globalThis, 'localStorage', { value: storage, configurable: true });
}

const original = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
afterEach(() => {
  if (original) Object.defineProperty(globalThis, 'localStorage', original);
});

it('remembers a key until it is told to forget it', () => {
  const items = new Map<string, string>();
  withStorage({
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => items.set(name, value),
    removeItem: (name: string) => items.delete(name),
  });
  assert.equal(readKey(), DEMO_KEY);
  assert.equal(rememberKey('dpi_secret'), true);
  assert.equal(readKey(), 'dpi_secret');
  forgetKey();
  assert.equal(readKey(), DEMO_KEY);
});

it('works with the demonstration key where the browser stores nothing', () => {
  const refuse = () => {
    throw new Error('SecurityError');
  };
  withStorage({ getItem: refuse, setItem: refuse, removeItem: refuse });
  assert.equal(readKey(), DEMO_KEY);
  assert.equal(rememberKey('dpi_secret'), false);
  forgetKey();
});

it('shows the start of a key only', () => {
  assert.equal(maskKey('dpi_abcdEFGHijklmnopqrstuvwxyz0123456789abcdef'), 'dpi_abcd••••••••');
  assert.equal(maskKey(DEMO_KEY), DEMO_KEY);
});
