import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hasToken, ProblemError, platformUrl } from './lib/platform.ts';
import { Store } from './lib/store.ts';
import { readTexts, type Texts } from './lib/texts.ts';
import {
  type Answer,
  button,
  facts,
  type Html,
  html,
  page,
  problemBox,
  problemOf,
  type Request,
  serve,
} from './lib/web.ts';
import { type Order, type Person, payments, type Sale, SHOP } from './payments.ts';
import { genuine, isAboutMoney, register } from './webhooks.ts';

const people: Person[] = JSON.parse(readFileSync(`${import.meta.dirname}/people.json`, 'utf8'));
const file = process.env.DATA_FILE ?? `${import.meta.dirname}/data/orders.json`;
const port = Number(process.env.PORT ?? 3002);
const webhookUrl = process.env.WEBHOOK_URL ?? `http://localhost:${port}/webhooks`;
const orders = new Store<Order>(file);
/** Messages that have come, so that one that comes again is known. */
const messages = new Store<{ id: string; type: string; timestamp: string }>(`${file}.messages`);
let secret: string | null = null;

type Steps = ReturnType<typeof payments>;

/** Does a step for an order, keeps what went wrong, and shows the order. */
async function act(order: Order, texts: Texts, run: (steps: Steps) => Promise<unknown>): Promise<Answer> {
  try {
    await run(payments(orders, texts.locale));
    orders.update(order.id, { problem: undefined });
  } catch (error) {
    orders.update(order.id, {
      problem: problemOf(error, texts),
      isOver: isRefused(error) && !isBegun(orders.get(order.id)),
    });
  }
  return { location: `/orders/${order.id}` };
}

/** Whether the service has said no; without a response, or when it cannot answer now, nobody knows. */
function isRefused(error: unknown): boolean {
  return error instanceof ProblemError && [400, 403, 404, 409, 422].includes(error.problem.status);
}

function isBegun(order: Order | undefined): boolean {
  return order !== undefined && ('transfer' in order || 'payment' in order || 'code' in order || 'request' in order);
}

/** Keeps an order of a form, which may be sent twice, and does its first step. */
function begin(read: (form: URLSearchParams) => Order | null, run: (steps: Steps, order: Order) => Promise<unknown>) {
  return async ({ form, texts }: Request): Promise<Answer> => {
    const given = read(form);
    if (given === null || given.id === '') return { location: '/' };
    const order = orders.add(given);
    return order.isOver ? { location: `/orders/${order.id}` } : act(order, texts, (steps) => run(steps, order));
  };
}

function goOn(run: (steps: Steps, order: Order, request: Request) => Promise<void>) {
  return async (request: Request): Promise<Answer> => {
    const order = orders.get(request.path.id ?? '');
    if (order === undefined) return { location: '/' };
    return order.isOver
      ? { location: `/orders/${order.id}` }
      : act(order, request.texts, (steps) => run(steps, order, request));
  };
}

serve({
  port,
  textsOf: readTexts(import.meta.dirname),
  routes: {
    'GET /': ({ url, texts }) => ({ page: startPage(texts, url) }),
    'GET /wallets/:person': async ({ path, url, texts }) => {
      const person = people.find(({ id }) => id === path.person);
      return person === undefined ? { location: '/' } : { page: await walletPage(person, texts, url) };
    },
    'GET /shop': async ({ url, texts }) => ({ page: await shopPage(texts, url) }),
    'GET /orders/:id': ({ path, url, texts }) => {
      const order = orders.get(path.id ?? '');
      return order === undefined ? { location: '/' } : { page: orderPage(order, texts, url) };
    },
    'POST /orders/send': begin(
      (form) => {
        const alias = (form.get('alias') ?? '').trim();
        return withPayer(form, (payer, amount) => ({ ...ids(form), kind: 'sending', payer, alias, amount }));
      },
      async (steps, order) => order.kind === 'sending' && steps.prepare(order),
    ),
    'POST /orders/pay': begin(
      (form) => {
        const payer = payerOf(form);
        return payer && { ...ids(form), kind: 'paying', payer, text: (form.get('text') ?? '').trim(), amount: '' };
      },
      async (steps, order) => order.kind === 'paying' && steps.read(order),
    ),
    'POST /orders/sell': begin(
      (form) => {
        const amount = amountOf(form);
        return amount === null ? null : { ...ids(form), kind: 'sale', amount, refunds: [] };
      },
      async (steps, order) => order.kind === 'sale' && steps.sell(order),
    ),
    'POST /orders/ask': begin(
      (form) => withPayer(form, (payer, amount) => ({ ...ids(form), kind: 'asking', payer, amount })),
      async (steps, order) => order.kind === 'asking' && steps.ask(order),
    ),
    'POST /orders/:id/confirm': goOn(async (steps, order) => {
      if (order.kind === 'sending') await steps.send(order);
      if (order.kind === 'paying') await steps.pay(order);
    }),
    'POST /orders/:id/refresh': goOn((steps, order) => steps.refresh(order)),
    'POST /orders/:id/refund': goOn(async (steps, order, { form }) => {
      const amount = amountOf(form);
      if (order.kind === 'sale' && amount !== null) await steps.refund(order, form.get('refund') ?? '', amount);
    }),
    'POST /webhooks': ({ headers, body }) => {
      const message = secret === null ? null : genuine(secret, headers, body);
      if (message === null) return { status: 401 };
      if (messages.get(message.id) === undefined) {
        messages.add({ id: message.id, type: message.type, timestamp: message.timestamp });
        // What the message says may be old by now; the service is asked, after it has its answer.
        if (isAboutMoney(message)) setImmediate(refreshOpen);
      }
      return { status: 204 };
    },
  },
});

// Messages may have been missed while the app was not there.
await refreshOpen();
if (hasToken) {
  secret = await register(webhookUrl).catch((error: Error) => {
    console.error(`No webhooks: ${error.message}`);
    return null;
  });
}

async function refreshOpen(): Promise<void> {
  for (const order of orders.all().filter(isOpen)) {
    await payments(orders, 'en')
      .refresh(order)
      .catch((error: Error) => console.error(error.message));
  }
}

function isOpen(order: Order): boolean {
  if (order.kind === 'sending') return order.transfer?.status === 'pending';
  if (order.kind === 'asking') return order.request?.status === 'pending';
  if (order.kind === 'paying') return order.payment?.status === 'pending';
  return order.code !== undefined && (order.payment === undefined || order.payment.status === 'pending');
}

function ids(form: URLSearchParams): { id: string } {
  const id = form.get('id') ?? '';
  return { id: /^[\w-]{16,64}$/.test(id) ? id : '' };
}

function payerOf(form: URLSearchParams): Person | null {
  return people.find(({ id }) => id === form.get('person')) ?? null;
}

function withPayer(form: URLSearchParams, make: (payer: Person, amount: string) => Order): Order | null {
  const [payer, amount] = [payerOf(form), amountOf(form)];
  return payer === null || amount === null ? null : make(payer, amount);
}

/** An amount as the services write it, from digits of either script. */
function amountOf(form: URLSearchParams): string | null {
  const text = (form.get('amount') ?? '')
    .trim()
    .replace(/[\u09e6-\u09ef]/g, (digit) => String(digit.charCodeAt(0) - 0x9e6));
  const [, whole, part = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  return whole === undefined ? null : `${whole}.${part.padEnd(2, '0')}`;
}

function startPage(texts: Texts, url: URL): Html {
  const { text, locale } = texts;
  return page(
    texts,
    url,
    text('start'),
    html`<h2>${text('wallets')}</h2>
    <ul>${people.map(({ id, name }) => html`<li><a href="/wallets/${id}">${nameIn(name, locale)}</a></li>`)}</ul>
    <h2>${text('shopTitle')}</h2>
    <p><a href="/shop">${text('toShop')}</a></p>
    <p class="small">${text(secret === null ? 'noWebhooks' : 'webhooks')}</p>`,
  );
}

async function walletPage(person: Person, texts: Texts, url: URL): Promise<Html> {
  const { text, money, time, locale } = texts;
  const steps = payments(orders, locale);
  const [balance, entries] = await Promise.all([steps.balance(person.account), steps.statement(person.account)]);
  const own = orders.all().filter((order) => order.kind !== 'sale' && order.payer.id === person.id);
  return page(
    texts,
    url,
    nameIn(person.name, locale),
    html`<p>${text('balance')} <strong>${money(balance)}</strong></p>
    <h2>${text('sendTitle')}</h2>
    ${form(
      '/orders/send',
      text('look'),
      html`${hidden({ person: person.id })}
      <label>${text('alias')}<input name="alias" value="+8801712345601" inputmode="tel" required></label>
      ${amountField(texts)}`,
    )}
    <h2>${text('payTitle')}</h2>
    ${form(
      '/orders/pay',
      text('read'),
      html`${hidden({ person: person.id })}
      <label>${text('codeText')}<textarea name="text" rows="3" required></textarea></label>`,
    )}
    <p class="small"><a href="${platformUrl}/citizen/${person.id}">${text('requests')}</a></p>
    ${orderList(own, texts)}
    <h2>${text('statement')}</h2>
    <table>${entries.map(
      ({ direction, amount, fee, counterparty, bookedAt }) => html`<tr>
      <td>${time(bookedAt)}<br>${counterparty}</td><td>${direction === 'in' ? '+' : '−'} ${money(amount)}${Number(fee.amount) > 0 && html`<br><span class="small">${text('fee')} ${money(fee)}</span>`}</td>
    </tr>`,
    )}</table>`,
  );
}

async function shopPage(texts: Texts, url: URL): Promise<Html> {
  const { text, money, locale } = texts;
  const balance = await payments(orders, locale).balance(SHOP.account);
  const own = orders.all().filter(({ kind }) => kind === 'sale' || kind === 'asking');
  return page(
    texts,
    url,
    text('shopTitle'),
    html`<p>${text('balance')} <strong>${money(balance)}</strong></p>
    <h2>${text('sellTitle')}</h2>
    ${form('/orders/sell', text('sell'), amountField(texts))}
    <h2>${text('askTitle')}</h2>
    ${form(
      '/orders/ask',
      text('ask'),
      html`<label>${text('from')}
      <select name="person">${people.map(({ id, name }) => html`<option value="${id}">${nameIn(name, locale)}</option>`)}</select></label>
      ${amountField(texts)}`,
    )}
    ${orderList(own, texts)}`,
  );
}

function orderPage(order: Order, texts: Texts, url: URL): Html {
  const { text } = texts;
  const home = order.kind === 'sale' || order.kind === 'asking' ? '/shop' : `/wallets/${order.payer.id}`;
  const isKnown = isBegun(order);
  return page(
    texts,
    url,
    text(order.kind),
    html`${problemBox(order.problem, texts)}
    ${order.isOver && html`<p>${text('isOver')}</p>`}
    ${detailsOf(order, texts)}
    ${isKnown && button(`/orders/${order.id}/refresh`, text('refresh'), {}, 'second')}
    <p><a href="${home}">${text('back')}</a></p>`,
  );
}

function detailsOf(order: Order, texts: Texts): Html {
  const { text, money } = texts;
  const taka = (amount: string) => money({ amount, currency: 'BDT' });
  const confirm = (label: string) => !order.isOver && button(`/orders/${order.id}/confirm`, label);
  if (order.kind === 'sending') {
    const { payee, quote, transfer } = order;
    return html`${facts([
      [text('alias'), order.alias],
      [text('amount'), taka(order.amount)],
      ...(payee ? [[text('payee'), `${payee.maskedName}, ${payee.participantName}`] as [string, string]] : []),
      ...(quote
        ? [[text('fee'), money(quote.fee)] as [string, string], [text('total'), money(quote.total)] as [string, string]]
        : []),
      ...(transfer ? [[text('status'), text(`transfer-${transfer.status}`)] as [string, string]] : []),
    ])}
    ${quote && !transfer && confirm(text('send'))}`;
  }
  if (order.kind === 'paying') {
    const { decoded, payment } = order;
    if (decoded === undefined) return html``;
    if (decoded.amount === null) return html`<p>${text('noAmount')}</p>`;
    const shop = (decoded.localName?.language === texts.locale && decoded.localName) || decoded;
    return html`${facts([
      [text('payee'), `${shop.merchantName}, ${shop.city}`],
      [text('amount'), money(decoded.amount)],
      ...(payment ? [[text('status'), text(`payment-${payment.status}`)] as [string, string]] : []),
    ])}
    ${!payment && confirm(text('pay'))}`;
  }
  if (order.kind === 'asking') {
    const { request, payer } = order;
    return html`${facts([
      [text('from'), nameIn(payer.name, texts.locale)],
      [text('amount'), taka(order.amount)],
      ...(request ? [[text('status'), text(`request-${request.status}`)] as [string, string]] : []),
    ])}
    ${request?.status === 'pending' && html`<p><a href="${platformUrl}/citizen/${payer.id}">${text('answerThere')}</a></p>`}`;
  }
  return saleDetails(order, texts);
}

function saleDetails({ id, amount, code, payment, refunds }: Sale, texts: Texts): Html {
  const { text, money, time } = texts;
  const isPaid = payment !== undefined && payment.status !== 'pending' && payment.status !== 'failed';
  return html`${facts([
    [text('amount'), money({ amount, currency: 'BDT' })],
    [text('status'), text(payment === undefined ? 'sale-open' : `payment-${payment.status}`)],
    ...(code?.expiresAt && payment === undefined ? [[text('until'), time(code.expiresAt)] as [string, string]] : []),
  ])}
  ${code !== undefined && payment === undefined && html`<p>${text('codeText')}</p><p><code>${code.text}</code></p>`}
  ${
    isPaid &&
    html`<p><strong>${text('handOver')}</strong></p>
  <h2>${text('refundTitle')}</h2>
  ${refunds.map(
    (
      one,
    ) => html`<p>${money({ amount: one.amount, currency: 'BDT' })}: ${text(`refund-${one.refund?.status ?? 'unknown'}`)}</p>
    ${one.refund === undefined && button(`/orders/${id}/refund`, text('again'), { refund: one.id, amount: one.amount })}`,
  )}
  ${
    payment.status !== 'refunded' &&
    html`<form method="post" action="/orders/${id}/refund">
    <input type="hidden" name="refund" value="${randomUUID()}">${amountField(texts)}<button class="second">${text('refund')}</button>
  </form>`
  }`
  }`;
}

function orderList(listed: Order[], { text, money }: Texts): Html {
  if (listed.length === 0) return html``;
  const amountText = (amount: string) => (amount === '' ? '' : `, ${money({ amount, currency: 'BDT' })}`);
  return html`<h2>${text('orders')}</h2>
  <ul>${listed.map(({ id, kind, amount }) => html`<li><a href="/orders/${id}">${text(kind)}${amountText(amount)}</a></li>`)}</ul>`;
}

/** A form for a new order, which has its ID already: sent twice, it is one order. */
function form(action: string, label: string, fields: Html): Html {
  return html`<form method="post" action="${action}">${hidden({ id: randomUUID() })}${fields}<button>${label}</button></form>`;
}

function hidden(fields: Record<string, string>): Html {
  return html`${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`;
}

function amountField({ text }: Texts): Html {
  return html`<label>${text('amountTaka')}<input name="amount" inputmode="decimal" required></label>`;
}

function nameIn(name: { bn: string; en: string }, locale: string): string {
  return locale === 'bn' ? name.bn : name.en;
}
