import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  chunkNamesWithout,
  configForBrowsers,
  globalDataForBrowsers,
  i18nForBrowsers,
  registryOfChunks,
  registryWithout,
  registryWithoutNames,
  routesWithPatterns,
} from './generatedFiles.ts';

const ROUTES = `import React from 'react';
import ComponentCreator from '@docusaurus/ComponentCreator';

export default [
  {
    path: '/bn/standards/nid/',
    component: ComponentCreator('/bn/standards/nid/', 'a1b'),
    exact: true
  },
  {
    path: '/bn/my-team/',
    component: ComponentCreator('/bn/my-team/', 'c2d'),
    exact: true
  },
  {
    path: '/bn/docs/',
    component: ComponentCreator('/bn/docs/', 'e3f'),
    routes: [
      {
        path: '/bn/docs/start/',
        component: ComponentCreator('/bn/docs/start/', 'f4a'),
        exact: true,
        sidebar: "guides"
      }
    ]
  },
  {
    path: '/bn/',
    component: ComponentCreator('/bn/', 'b5c'),
    exact: true
  },
  {
    path: '*',
    component: ComponentCreator('*'),
  },
];
`;
const PAGES = new Set(['/bn/', '/bn/standards/nid/']);
const PATTERNS = [
  { path: '/bn/', component: '@site/pages/Home/index.tsx' },
  { path: '/bn/standards/:id/', component: '@site/pages/Standard/index.tsx' },
];

test('pages of one kind become one route', () => {
  const routes = routesWithPatterns(ROUTES, PAGES, PATTERNS);
  assert.match(
    routes,
    /path: "\/bn\/standards\/:id\/", exact: true, component: pageRoute\(.*pages\/Standard\/index.tsx/,
  );
  assert.doesNotMatch(routes, /standards\/nid/);
  assert.equal(routes.match(/path: ["']\/bn\/["']/g)?.length, 1);
});

test('pages of others stay as they are', () => {
  const routes = routesWithPatterns(ROUTES, PAGES, PATTERNS);
  assert.match(routes, /ComponentCreator\('\/bn\/my-team\/', 'c2d'\)/);
  assert.match(routes, /ComponentCreator\('\/bn\/docs\/start\/', 'f4a'\)/);
  assert.match(routes, /ComponentCreator\('\*'\)/);
});

test('the build stops when the generated routes are not understood', () => {
  assert.throws(
    () => routesWithPatterns(ROUTES.replaceAll('exact: true', 'exact:true'), PAGES, PATTERNS),
    /Found 0 of 2/,
  );
});

const entry = (name: string, path: string, known = path) =>
  `  "${name}": [() => import(/* webpackChunkName: "${name}" */ "${path}"), "${known}", require.resolveWeak("${path}")],`;

test('the registry names modules by their chunks, those of our pages by the chunks of their kinds', () => {
  const registry = (home: string, guide: string) =>
    `export default {\n${entry('a1', '@site/pages/Home/index.tsx', home)}\n${entry('b2', '@theme/DocItem', guide)}\n${entry('c3', '@generated/x.json')}};\n`;
  const source = registry('@site/pages/Home/index.tsx', '@theme/DocItem');
  assert.equal(
    registryOfChunks(source, new Set(['@site/pages/Home/index.tsx']), '@generated/'),
    registry('Home', 'b2'),
  );
});

test('browsers load modules of the registry and do not learn their names', () => {
  const registry = (name: string) => `export default {\n${entry('b2', '@theme/DocItem', name)}};\n`;
  assert.equal(registryWithoutNames(registry('@theme/DocItem')), registry(''));
});

test('browsers are told nothing of how and where the site is built', () => {
  const config = {
    title: 'Site',
    baseUrl: '/',
    plugins: [['docs', { path: '/home/me/docs' }]],
    i18n: { path: '/home' },
  };
  const source = `/* {} */\nexport default ${JSON.stringify(config, null, 2)};\n`;
  assert.equal(configForBrowsers(source), '/* {} */\nexport default {"title":"Site","baseUrl":"/"};\n');
});

test('browsers are told where the languages are, and not in which folders they are translated', () => {
  const bn = { label: 'Bangla', direction: 'ltr', htmlLang: 'bn', url: 'https://site.example', baseUrl: '/bn/' };
  const rest = { defaultLocale: 'en', locales: ['en', 'bn'], currentLocale: 'bn' };
  const source = JSON.stringify({
    ...rest,
    path: '/home/me/i18n',
    localeConfigs: { bn: { ...bn, path: 'bn', calendar: 'gregory', translate: true } },
  });
  assert.deepEqual(JSON.parse(i18nForBrowsers(source)), { ...rest, localeConfigs: { bn } });
});

test('browsers are told where each guide is', () => {
  const docs = [{ id: 'start', path: '/docs/start', sidebar: 'guides' }];
  const version = { name: 'current', path: '/docs', mainDocId: 'start', docs, sidebars: { guides: {} } };
  const catalogue = { default: { layers: [] } };
  const guides = { default: { path: '/docs', versions: [version], breadcrumbs: false } };
  const source = JSON.stringify({ catalogue, 'docusaurus-plugin-content-docs': guides });
  assert.deepEqual(JSON.parse(globalDataForBrowsers(source)), {
    catalogue,
    'docusaurus-plugin-content-docs': {
      default: { versions: [{ mainDocId: 'start', docs: [{ id: 'start', path: '/docs/start' }] }] },
    },
  });
  assert.equal(globalDataForBrowsers('{"catalogue":{}}'), '{"catalogue":{}}');
});

test('the registry loses the data of our pages, and stays a list', () => {
  const source = `export default {\n${entry('a1', '@generated/catalogue/default/p/x.json')}\n${entry('b2', '@theme/DocItem')}};\n`;
  const isOurs = (path: string) => path.startsWith('@generated/catalogue/');
  assert.equal(registryWithout(source, isOurs), `export default {\n${entry('b2', '@theme/DocItem')}};\n`);
});

test('chunk names lose our pages and no page whose path only begins alike', () => {
  const source = JSON.stringify({ '/bn/-b5c': { __comp: 'a' }, '/bn/my-team/-c2d': { __comp: 'b' } });
  assert.deepEqual(JSON.parse(chunkNamesWithout(source, PAGES)), { '/bn/my-team/-c2d': { __comp: 'b' } });
});
