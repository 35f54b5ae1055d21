import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type JsonObject, objectsIn } from '../../json/value.ts';
import { openPlatformTexts } from '../../texts/platform-texts.ts';
import { readService } from '../read-service.ts';
import { openApiJson } from './openapi.ts';

const texts = await openPlatformTexts();

const document = {
  openapi: '3.0.3',
  info: { title: 'Servers', version: '1.0.0' },
  servers: [{ url: 'https://{region}.api.example/{base}', variables: { region: { default: 'dhaka' } } }],
  paths: {
    '/ping': {
      get: { operationId: 'ping', servers: [{ url: 'https://status.example' }], responses: {} },
      post: { operationId: 'pong', responses: {} },
    },
    '/files': {
      servers: [{ url: 'https://{host}.files.example', variables: { host: { default: 'a' } } }],
      get: { operationId: 'listFiles', responses: {} },
    },
    '/shared': { $ref: '#/components/pathItems/Shared' },
  },
  components: { pathItems: { Shared: { servers: [{ url: 'https://shared.example' }], get: { responses: {} } } } },
};
const origin = {
  id: 'servers',
  version: 'v1',
  file: 'servers/v1/openapi.yaml',
  changelog: '',
  releases: [],
  translations: [],
  behaviour: null,
  login: null,
  seed: {},
};
const service = readService(document as unknown as Parameters<typeof readService>[0], origin, []);

test('the sandbox is the first server wherever a download names servers', () => {
  const { servers, paths, components } = openApiJson(service, 'https://portal.example', 'en', texts);
  const [ping, files, shared] = [paths?.['/ping'], paths?.['/files'], components?.pathItems?.Shared] as JsonObject[];
  const lists = [servers, (ping?.get as JsonObject).servers, files?.servers, shared?.servers];
  const first = 'https://portal.example/sandbox/servers/v1';
  assert.deepEqual(
    lists.map((list) => objectsIn(list).map(({ url }) => url)),
    [
      [first, 'https://{region}.api.example/{base}'],
      [first, 'https://status.example'],
      [first, 'https://{host}.files.example'],
      [first, 'https://shared.example'],
    ],
  );
  assert.equal((ping?.post as JsonObject).servers, undefined);
});

test('a service and its operations name their real servers, with the defaults of variables', () => {
  assert.deepEqual(service.servers, [{ url: 'https://dhaka.api.example/{base}', description: '' }]);
  assert.deepEqual(
    service.operations.map(({ id, servers }) => [id, servers.map(({ url }) => url)]),
    [
      ['ping', ['https://status.example']],
      ['pong', []],
      ['listFiles', ['https://a.files.example']],
      ['getShared', ['https://shared.example']],
    ],
  );
});
