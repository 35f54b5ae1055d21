import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { detail, responses, senderTo } from '../sender.fixture.ts';

const json = (schema: object, required = false) => ({ required, content: { 'application/json': { schema } } });

describe('a body is checked whatever JSON it is', async () => {
  const { send } = await senderTo({
    '/optional': { post: { requestBody: json({ type: 'object' }), responses } },
    '/required': { post: { requestBody: json({ type: 'object' }, true), responses } },
    '/nullable': { post: { requestBody: json({ type: 'object', nullable: true }, true), responses } },
  });
  for (const path of ['/optional', '/required']) {
    for (const body of ['null', 'false', '0', '""', '[]']) {
      test(`${body} to ${path}`, () => {
        assert.equal(detail(send('POST', path, body)), '422 The body must be an object.');
      });
    }
  }
  test('null where the schema allows it is a body', () => {
    assert.equal(send('POST', '/nullable', 'null').status, 200);
    assert.equal(detail(send('POST', '/nullable')), '422 The body is required: send one.');
    assert.equal(send('POST', '/optional').status, 200);
  });
});

describe('a body of a method that HTTP gives no meaning to one', async () => {
  const operation = { requestBody: json({ type: 'object' }, true), responses };
  const paths = { '/a': { get: operation, head: operation, delete: operation } };
  const { send: send30 } = await senderTo(paths);
  const { send: send31 } = await senderTo(paths, '3.1.0');
  for (const method of ['GET', 'HEAD', 'DELETE']) {
    test(`is neither asked for nor refused in OpenAPI 3.0: ${method}`, () => {
      assert.equal(send30(method, '/a').status, 200);
      assert.equal(send30(method, '/a', '[]').status, 200);
    });
    test(`is checked where it is sent in OpenAPI 3.1: ${method}`, () => {
      assert.equal(send31(method, '/a', '{}').status, 200);
      assert.equal(send31(method, '/a', '[]').status, 422);
    });
  }
  test('is asked for in OpenAPI 3.1 only where a browser can send it', () => {
    assert.equal(send31('GET', '/a').status, 200);
    assert.equal(send31('HEAD', '/a').status, 200);
    assert.equal(send31('DELETE', '/a').status, 422);
  });
});

describe('a path value with an encoded slash', async () => {
  const parameters = [
    { name: 'number', in: 'path', required: true, schema: { type: 'string', enum: ['A/1', 'A\\1'] } },
  ];
  const { send } = await senderTo({
    '/licences/{number}': { get: { parameters, responses } },
    '/licences/{number}/history': { get: { parameters, responses } },
    '/licences/A/1': { get: { responses } },
    '/licences/{number}:revoke': { get: { responses: { 204: { description: 'revoked' } } } },
    "/users('{number}')": { get: { parameters, responses } },
  });
  for (const value of ['A%2F1', 'A%2f1', 'A%5C1', 'A%5c1'])
    test(`is data: ${value}`, () => {
      assert.equal(send('GET', `/licences/${value}`).operation?.path, '/licences/{number}');
      assert.equal(send('GET', `/licences/${value}`).status, 200);
    });
  test('leads to no other operation', () => {
    assert.equal(send('GET', '/licences/A%2F1%2Fhistory').status, 422);
    assert.equal(send('GET', '/licences%2FA%2F1').status, 404);
    assert.equal(send('GET', '/licences/A%2F1:revoke').status, 204);
    assert.equal(detail(send('GET', '/licences/A%2F1%3Arevoke')).slice(0, 3), '422');
  });
  test('may have the text around it encoded', () => {
    assert.equal(send('GET', '/users(%27A%2F1%27)').status, 200);
  });
});
