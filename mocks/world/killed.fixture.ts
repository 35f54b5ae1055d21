/** Makes transfers for some teams without end, and writes the id of each when it is acknowledged. Ends when it is killed. */
import { loadCatalogue } from '@dpi/specs';
import { isObject } from '@dpi/specs/json-value';
import { SqliteStore } from './sqlite-store.ts';
import { Worlds } from './worlds.ts';

const [file = '', teams = '1', services = ''] = process.argv.slice(2);
const catalogue = await loadCatalogue({ services: services.split(',') });
const worlds = new Worlds(catalogue, { store: new SqliteStore(file) });

async function transferForever(world: string): Promise<never> {
  for (;;) {
    const { body } = await worlds.answer({
      world,
      service: 'fund-transfer',
      version: 'v1',
      operation: 'createTransfer',
      requestId: 'req_1',
      request: {
        path: {},
        query: {},
        header: {},
        body: {
          payer: { account: '1012300456707' },
          payee: { account: '1012300456702' },
          amount: { amount: '1.00', currency: 'BDT' },
        },
      },
    });
    if (isObject(body)) process.stdout.write(`${world} ${body.transferId}\n`);
  }
}

await Promise.all(Array.from({ length: Number(teams) }, (_, team) => transferForever(`team-${team}`)));
