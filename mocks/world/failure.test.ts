import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { type BehaviourFailure, createMockEngine } from '../engine/index.ts';
import { MemoryStore } from './store.ts';
import { Worlds } from './worlds.ts';

test('a mistake in a behaviour is told with its operation and expression, and with nothing that was sent', async () => {
  const catalogue = await loadCatalogue({ services: ['helpline'] });
  const [helpline] = catalogue.services;
  const getArticle = helpline?.behaviour?.operations.getArticle;
  assert.ok(getArticle);
  getArticle.let = { wrong: 'request.path.articleId.year', ...getArticle.let };
  const worlds = new Worlds(catalogue, { store: new MemoryStore() });
  const failures: BehaviourFailure[] = [];
  const engine = await createMockEngine(catalogue, {
    publicUrl: '',
    worlds,
    onFailure: (failure) => failures.push(failure),
  });
  const request = { method: 'GET', path: '/articles/rahima-begum', query: '', headers: {}, body: null };
  const caller = { world: 'a', requestId: 'req_1', language: 'en' };
  const answer = await engine.answerWithoutBlocking('helpline', 'v1', request, caller);
  assert.equal(answer.problem?.id, 'mock-failed');
  assert.deepEqual(failures, [
    { service: 'helpline/v1', operation: 'getArticle', reason: 'no value: request.path.articleId.year' },
  ]);
});
