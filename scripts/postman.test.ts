import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import newman, { type NewmanRunSummary } from 'newman';
import { sandboxForJourneys } from './journeys/sandbox-for-journeys.ts';

interface Item {
  name: string;
  request: object;
  response: { name: string; code: number; originalRequest: object }[];
  event?: object[];
  protocolProfileBehavior?: object;
}

interface Collection {
  item: { name: string; item: Item[] }[];
}

const catalogue = await loadCatalogue();
const sandbox = await sandboxForJourneys(catalogue);
after(() => sandbox.close());
let worlds = 0;
/** What a person fills in. */
const secrets = { joinCode: sandbox.joinCode, adminToken: sandbox.adminToken };

for (const { id, version, url, basePath, operations, servedBy, login } of catalogue.services) {
  const collection = (await (await fetch(`${sandbox.url}${url}postman.json`)).json()) as Collection;
  const variables = { baseUrl: sandbox.url + basePath, ...(servedBy === 'platform' && secrets) };

  test(`every request of the Postman collection of ${id} ${version} gets the status of its test`, async () => {
    assert.equal(collection.item.flatMap(({ item }) => item).length, operations.length);
    assert.deepEqual(await failures(collection, variables, login === null ? newWorld : sameWorld()), []);
  });

  // What the platform's own API answers depends on what was done before.
  if (servedBy === 'platform') {
    test(`the Postman collection of ${id} ${version} can be run again`, async () => {
      assert.deepEqual(await failures(collection, variables, newWorld), []);
    });
    continue;
  }
  test(`the saved answers in the Postman collection of ${id} ${version} are what their requests get`, async () => {
    assert.deepEqual(await otherAnswers(collection, variables), []);
  });
}

/**
 * Runs a collection as `newman run` does, each request in a world that has just begun, and gives what failed, by the name of
 * the request. In one world, a request may find what the one before it has changed, such as a share that was revoked.
 * @param world the address from which the next request comes; a login knows the clients of one address
 */
async function failures(
  collection: Collection,
  variables: Record<string, string>,
  world: () => string,
): Promise<string[]> {
  const inFreshWorlds = collection.item.map((folder) => ({
    ...folder,
    item: folder.item.map((item) => fromWorld(item, world())),
  }));
  const { executions, failures } = await run({ ...collection, item: inFreshWorlds }, variables);
  const untested = executions.filter(({ assertions }) => (assertions ?? []).length === 0);
  return [
    ...failures.map(({ source, error }) => `${source?.name}: ${error.message}`),
    ...untested.map(({ item }) => `${item.name}: has no test`),
  ];
}

/** Sends what the saved answers were got by, each into a world of its own, and gives those that came with another status. */
async function otherAnswers(collection: Collection, variables: Record<string, string>): Promise<string[]> {
  const saved = collection.item
    .flatMap(({ item }) => item)
    .flatMap(({ name, response, protocolProfileBehavior }) =>
      response.map(({ name: answer, code, originalRequest: request }) => ({
        code,
        item: { name: `${name}: ${answer}`, request, protocolProfileBehavior: protocolProfileBehavior ?? {} },
      })),
    );
  // Without scripts, which take most of the time: there are more than a thousand.
  const { executions } = await run(
    { ...collection, item: saved.map(({ item }) => fromWorld(item, newWorld())) },
    variables,
  );
  assert.equal(executions.length, saved.length);
  return saved.flatMap(({ code, item }, index) => {
    const got = executions[index]?.response?.code;
    return got === code ? [] : [`${item.name}: ${got} and not ${code}`];
  });
}

/** An address whose callers have a world of their own in the sandbox. */
function newWorld(): string {
  worlds += 1;
  return `10.0.${worlds >> 8}.${worlds & 255}`;
}

function sameWorld(): () => string {
  const world = newWorld();
  return () => world;
}

function fromWorld<T extends { request: object }>(item: T, address: string): T {
  const { header = [], ...request } = item.request as { header?: object[] };
  return { ...item, request: { ...request, header: [...header, { key: 'X-Forwarded-For', value: address }] } };
}

async function run(collection: object, variables: Record<string, string>) {
  const envVar = Object.entries(variables).map(([key, value]) => ({ key, value }));
  const summary = await new Promise<NewmanRunSummary>((resolve, reject) => {
    newman.run({ collection, envVar, timeoutRequest: 60_000, reporters: [] }, (error, done) =>
      error ? reject(error) : resolve(done),
    );
  });
  return summary.run;
}
