import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { balanceOf, moneyIn, type Platform, type RunningApp, startApp } from './app.fixture.ts';

const NASRIN = '01912345603';
const RAHIMA = '1012300456701';
const SHOP = '1012300456707';

/** IDs of orders, as the forms have them; others for each round, where there is one. */
function idsOf(round: number) {
  const id = (name: string) => `${name}-0000-4000-8000-00000000000${round}`;
  return {
    sale: id('5a1e0000'),
    pay: id('9a700000'),
    send: id('5e4d0000'),
    ask: id('a5c00000'),
    refund: id('4ef00000'),
  };
}

/** The forms of a day, each with its fields: a sale that is paid and partly refunded, a transfer, a request for money. */
function formsOf(ids: ReturnType<typeof idsOf>, text: string): [path: string, fields: Record<string, string>][] {
  return [
    ['/orders/sell', { id: ids.sale, amount: '1250' }],
    ['/orders/pay', { id: ids.pay, person: 'nasrin-akter', text }],
    [`/orders/${ids.pay}/confirm`, {}],
    [`/orders/${ids.sale}/refresh`, {}],
    [`/orders/${ids.sale}/refund`, { refund: ids.refund, amount: '450' }],
    ['/orders/send', { id: ids.send, person: 'nasrin-akter', alias: '+8801712345601', amount: '77.5' }],
    [`/orders/${ids.send}/confirm`, {}],
    ['/orders/ask', { id: ids.ask, person: 'nasrin-akter', amount: '100' }],
    [`/orders/${ids.ask}/refresh`, {}],
  ];
}

/** Forms that create something, and may not do it twice. */
const MONEY = /(sell|confirm|refund|ask)$/;

/** The text of the QR code that the till shows; empty before. */
async function codeOf(app: RunningApp, sale: string): Promise<string> {
  const page = await (await app.get(`/orders/${sale}`)).text();
  return /000201[^<]*/.exec(page)?.[0] ?? '';
}

/** The person who was asked for money pays. */
async function payRequest(app: RunningApp): Promise<void> {
  for (const { requestId, status, payer, payee } of await app.objects('fund-transfer/v1', 'paymentRequest')) {
    if (status === 'pending' && payer === NASRIN && payee === SHOP)
      await app.service(`fund-transfer/v1/payment-requests/${requestId}/decision`, { decision: 'pay' });
  }
}

/** Whom the money of the walk may reach: both people, the shop, and where the QR scheme keeps it until the shop is paid. */
const ACCOUNTS = [NASRIN, RAHIMA, SHOP, '9990000000003'];

async function booksOf(app: RunningApp) {
  const [nasrin = 0n, rahima = 0n, ...others] = await Promise.all(ACCOUNTS.map((number) => balanceOf(app, number)));
  return { nasrin, rahima, all: others.reduce((sum, one) => sum + one, nasrin + rahima) };
}

/** 1,250 for the sale and 450 of it back; 77.50 with a fee of 1.39, and 100 with one of 1.50: each once, and no paisa is lost. */
async function assertMovedOnce(app: RunningApp, before: Awaited<ReturnType<typeof booksOf>>): Promise<void> {
  const after = await booksOf(app);
  const fees = 1_39n + 1_50n;
  assert.equal(before.nasrin - after.nasrin, 1250_00n - 450_00n + 77_50n + 100_00n + fees);
  assert.equal(after.rahima - before.rahima, 77_50n);
  assert.equal(before.all - after.all, fees);
}

/** Waits until a page says something, without asking the service again: a message has to arrive. */
async function assertSays(app: RunningApp, path: string, expected: RegExp): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const page = await (await app.get(path)).text();
    if (expected.test(page)) return;
    if (tries === 100) assert.match(page, expected);
    await sleep(100);
  }
}

/** @param folder where the app was unpacked */
export function walkWalletAndShop(platform: Platform, folder: string): void {
  test('wallet-and-shop: money moves once when every form and every call is sent twice', async (t) => {
    const app = await startApp(platform, folder, 'bn');
    t.after(() => app.close());
    app.connection.isDoubled = true;
    const before = await booksOf(app);
    const ids = idsOf(1);
    for (const [path] of formsOf(ids, '')) {
      const [, fields = {}] = formsOf(ids, await codeOf(app, ids.sale)).find(([one]) => one === path) ?? [];
      for (const page of [await app.post(path, fields), await app.post(path, fields)])
        assert.doesNotMatch(page, /role="alert"/, path);
      if (path === '/orders/ask') await payRequest(app);
    }
    await assertMovedOnce(app, before);
  });

  test('wallet-and-shop: an order goes on where it was when the app is killed after a call that moves money', async (t) => {
    const app = await startApp(platform, folder);
    t.after(() => app.close());
    const before = await booksOf(app);
    const ids = idsOf(2);
    for (const [path] of formsOf(ids, '')) {
      const [, fields = {}] = formsOf(ids, await codeOf(app, ids.sale)).find(([one]) => one === path) ?? [];
      if (MONEY.test(path)) await app.postAndKill(path, fields, 0);
      assert.doesNotMatch(await app.post(path, fields), /role="alert"/, path);
      if (path === '/orders/ask') await payRequest(app);
    }
    await assertMovedOnce(app, before);
  });

  test('wallet-and-shop: forms that are sent again after later ones, in any order, move nothing twice', async (t) => {
    const app = await startApp(platform, folder);
    t.after(() => app.close());
    const before = await booksOf(app);
    const ids = idsOf(3);
    await app.post('/orders/sell', { id: ids.sale, amount: '1250' });
    const forms = formsOf(ids, await codeOf(app, ids.sale));
    // Numbers of Park and Miller, so that each run has the same order.
    let state = 17_112_026;
    for (let sent = 0; sent < 30; sent++) {
      state = (state * 48_271) % 2_147_483_647;
      const [path, fields] = forms[state % forms.length] ?? ['/', {}];
      await app.post(path, fields);
    }
    for (const [path, fields] of forms) await app.post(path, fields);
    await payRequest(app);
    await assertMovedOnce(app, before);
  });

  test('wallet-and-shop: webhooks may come twice and out of order, and forged ones are refused', async (t) => {
    const app = await startApp(platform, folder);
    t.after(() => app.close());
    // It registers after it has begun to listen.
    await assertSays(app, '/', /Webhooks arrive/);
    const { items } = await app.control('webhook-endpoints');
    const [endpoint] = items as { id: string; url: string }[];
    assert.equal(endpoint?.url, `${app.url}/webhooks`);
    await app.control(`webhook-endpoints/${endpoint?.id}`, { copies: 2, outOfOrder: true }, 'PATCH');
    const ids = idsOf(4);
    await app.post('/orders/sell', { id: ids.sale, amount: '1250' });
    await app.post('/orders/pay', { id: ids.pay, person: 'nasrin-akter', text: await codeOf(app, ids.sale) });
    await app.post(`/orders/${ids.pay}/confirm`);
    await assertSays(app, `/orders/${ids.sale}`, /Hand over the goods/);

    await app.post('/orders/send', { id: ids.send, person: 'jamal-uddin', alias: '+8801812345602', amount: '20000' });
    assert.match(await app.post(`/orders/${ids.send}/confirm`), /Pending/);
    await app.control('world/clock/advance', { seconds: 120 });
    await assertSays(app, `/orders/${ids.send}`, /Settled/);

    const forged = await app.get('/webhooks', { method: 'POST', body: '{}', headers: { 'webhook-id': 'msg_1' } });
    assert.equal(forged.status, 401);
  });

  test('wallet-and-shop: what is refused is over, and what got no response is sent again with its key', async (t) => {
    const app = await startApp(platform, folder, 'bn');
    t.after(() => app.close());
    const ids = idsOf(5);
    await app.post('/orders/sell', { id: ids.sale, amount: '1250' });
    const before = await moneyIn(app);
    const text = await codeOf(app, ids.sale);
    await app.post('/orders/pay', { id: ids.pay, person: 'sufia-khatun', text });
    const page = await app.post(`/orders/${ids.pay}/confirm`);
    assert.match(page, /role="alert"[\s\S]*\p{Script=Bengali}[\s\S]*\/problems\//u);
    assert.doesNotMatch(page, /\/confirm"/);
    assert.doesNotMatch(await app.post(`/orders/${ids.pay}/confirm`), /\/confirm"/);
    assert.match(
      await app.post('/orders/pay', { id: ids.ask, person: 'nasrin-akter', text: 'no code' }),
      /role="alert"/,
    );
    assert.equal(await moneyIn(app), before);
    const foreign = await app.get('/orders/sell', {
      method: 'POST',
      headers: { Origin: 'https://evil.example' },
      body: new URLSearchParams({ id: ids.send, amount: '1' }),
    });
    assert.equal(foreign.status, 403, 'a form on another site');

    // A call that is answered late, half or not at all is sent again with its key.
    const books = await booksOf(app);
    await app.post('/orders/send', { id: ids.send, person: 'nasrin-akter', alias: '+8801712345601', amount: '77.5' });
    const operation = { service: 'fund-transfer', version: 'v1', operationId: 'createTransfer', times: 1 };
    await app.control('world/faults', { kind: 'connection-reset', ...operation });
    await app.control('world/faults', { kind: 'partial-body', ...operation });
    assert.doesNotMatch(await app.post(`/orders/${ids.send}/confirm`), /role="alert"/);
    const after = await booksOf(app);
    assert.equal(books.nasrin - after.nasrin, 77_50n + 1_39n);
    assert.equal(after.rahima - books.rahima, 77_50n);
  });
}
