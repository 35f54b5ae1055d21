import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { isObject } from '@dpi/specs/json-value';
import fc from 'fast-check';
import { MemoryStore } from './store.ts';
import { Worlds } from './worlds.ts';

const catalogue = await loadCatalogue({ services: ['fund-transfer', 'account-directory'] });
const BEGINNING = Date.parse('2026-11-29T20:00:00+06:00');
/** Accounts of one bank that is quick, with what they hold at the beginning in paisa. */
const ACCOUNTS = {
  '1012300456701': 845_000,
  '1012300456702': 1_530_000,
  '1012300456705': 320_000,
  '1012300456716': 210_000,
};
const FEE = 500;

const step = fc.record({
  team: fc.constantFrom('a', 'b'),
  payer: fc.constantFrom(...Object.keys(ACCOUNTS)),
  payee: fc.constantFrom(...Object.keys(ACCOUNTS)),
  paisa: fc.integer({ min: 0, max: 900_000 }),
});

/** What a transfer of less than BDT 10,000 does, in the plainest words. */
function expected(balances: Record<string, number>, payer: string, payee: string, paisa: number): number {
  if (payer === payee || paisa === 0) return 422;
  const [held = 0, received = 0] = [balances[payer], balances[payee]];
  if (held < paisa + FEE) return 422;
  balances[payer] = held - paisa - FEE;
  balances[payee] = received + paisa;
  return 201;
}

test('calls of two teams in any order do to each what they would do alone, and no money appears or is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const worlds = new Worlds(catalogue, { store: new MemoryStore(), clock: () => BEGINNING });
      const model: Record<string, Record<string, number>> = { a: { ...ACCOUNTS }, b: { ...ACCOUNTS } };
      await Promise.all(
        steps.map(async ({ team, payer, payee, paisa }, index) => {
          const amount = { amount: (paisa / 100).toFixed(2), currency: 'BDT' };
          const status = expected(model[team] ?? {}, payer, payee, paisa);
          const body = { payer: { account: payer }, payee: { account: payee }, amount };
          const outcome = await worlds.answer({
            world: team,
            service: 'fund-transfer',
            version: 'v1',
            operation: 'createTransfer',
            requestId: `req_${index}`,
            request: { path: {}, query: {}, header: {}, body },
          });
          assert.equal(outcome.status, status, JSON.stringify({ body, outcome }));
        }),
      );
      for (const team of ['a', 'b']) {
        const accounts = (await worlds.objects(team, 'fund-transfer/v1.account')).filter(isObject);
        for (const number of Object.keys(ACCOUNTS)) {
          const account = accounts.find((candidate) => candidate.number === number);
          const balance = isObject(account?.balance) ? Math.round(Number(account.balance.amount) * 100) : null;
          assert.equal(balance, model[team]?.[number], `${team} ${number}`);
        }
      }
    }),
    { numRuns: 60 },
  );
});
