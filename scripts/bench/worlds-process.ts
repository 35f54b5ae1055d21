// Makes a large world and many small ones in this process, and writes what they cost as JSON. Run with --expose-gc.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SqliteStore, ulid, Worlds, worldOfTeam } from '@dpi/mocks';
import { loadCatalogue } from '@dpi/specs';
import { median } from './median.ts';
import { TRANSFER } from './transfer.ts';

const OBJECTS = 10_000;
const TEAMS = 1000;
const AT_ONCE = 100;
const TIMES = 15;
const [folder = ''] = process.argv.slice(2);
const file = join(folder, 'worlds.sqlite');
const catalogue = await loadCatalogue();
const LARGE = worldOfTeam('large');

/** A transfer of one taka. */
const transfer = (worlds: Worlds, world: string) =>
  worlds.answer({
    world,
    service: 'fund-transfer',
    version: 'v1',
    operation: 'createTransfer',
    requestId: 'req_1',
    request: {
      path: {},
      query: {},
      header: {},
      body: JSON.parse(TRANSFER),
    },
  });

async function memory(): Promise<number> {
  for (let time = 0; time < 3; time += 1) {
    globalThis.gc?.();
    await sleep(100);
  }
  return process.memoryUsage().rss / 1024 / 1024;
}

const store = new SqliteStore(file);
const first = new Worlds(catalogue, { store });
await transfer(first, worldOfTeam('first'));
const before = await memory();
for (let team = 0; team < TEAMS; team += AT_ONCE) {
  const teams = Array.from({ length: AT_ONCE }, (_, index) => worldOfTeam(String(team + index)));
  for (let call = 0; call < 3; call += 1) await Promise.all(teams.map((world) => transfer(first, world)));
}
const smallWorldsMb = (await memory()) - before;

await transfer(first, LARGE);
await fill(LARGE);
const [opened, listed]: [number[], number[]] = [[], []];
for (let time = 0; time < TIMES; time += 1) {
  const worlds = first.renew(catalogue);
  // What all worlds of a day have in common is made by whichever is opened first.
  await worlds.clock(worldOfTeam('first'));
  globalThis.gc?.();
  const start = performance.now();
  await worlds.clock(LARGE);
  const open = performance.now();
  const page = await worlds.find(
    LARGE,
    { service: null, version: null, resource: null, person: null, search: '', changed: true },
    { after: null, limit: 100 },
  );
  listed.push(performance.now() - open);
  opened.push(open - start);
  if (page?.items.length !== 100) throw new Error('The large world has no 100 objects');
}
const { objects } = await first.summary(LARGE);
await store.close();
console.log(
  JSON.stringify({
    objects: objects.count,
    openMs: median(opened),
    listMs: median(listed),
    teams: TEAMS,
    smallWorldsMb,
  }),
);

/** Copies the transfer of a world until it has as many objects as are wanted. */
async function fill(world: string): Promise<void> {
  const [made] = await store.history(world, null, 1);
  const change = made?.changes.find(({ resource }) => resource === 'fund-transfer/v1.transfer');
  if (made === undefined || change?.data == null) throw new Error('The large world has no transfer');
  for (let count = 1; count <= OBJECTS; count += 1) {
    const id = `trf_${ulid(Date.now(), Math.random)}`;
    const copy = { ...change, id, data: { ...change.data, transferId: id } };
    const written = store.append(
      world,
      [{ ...made, sequence: made.sequence + count, changes: [copy], emitted: [] }],
      0,
    );
    if (count % AT_ONCE === 0) await written;
  }
}
