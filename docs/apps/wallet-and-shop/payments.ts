import { createClient as directoryClient, type Resolution } from './clients/account-directory-v1.ts';
import {
  type PaymentRequest,
  type Quote,
  type StatementEntry,
  type Transfer,
  createClient as transferClient,
} from './clients/fund-transfer-v1.ts';
import {
  type Code,
  type Decoded,
  type Payment,
  createClient as qrClient,
  type Refund,
} from './clients/merchant-qr-v1.ts';
import { createClient as sandboxClient } from './clients/sandbox-v1.ts';
import { controlOptions, dataOf, hasToken, options, type Problem } from './lib/platform.ts';
import type { Store } from './lib/store.ts';

export interface Person {
  id: string;
  name: { bn: string; en: string };
  mobile: string;
  participant: string;
  account: string;
}

/** The shop of Abdul Halim: its ID in the QR scheme, and the account that it is paid into. */
export const SHOP = { merchantId: 'BDQ0012345070', account: '1012300456707', owner: 'abdul-halim' };

interface Common {
  /** The idempotency key of what the order is about, too: one order, one key. */
  id: string;
  /** A decimal amount in taka. */
  amount: string;
  problem?: Problem;
  /** When the service has refused: the order is over, and another one has another key. */
  isOver?: boolean;
}

/** Money that a person sends to a phone number. */
export interface Sending extends Common {
  kind: 'sending';
  payer: Person;
  alias: string;
  payee?: Resolution;
  quote?: Quote;
  transfer?: Transfer;
}

/** A QR code that a person pays. */
export interface Paying extends Common {
  kind: 'paying';
  payer: Person;
  text: string;
  decoded?: Decoded;
  payment?: Payment;
}

/** A sale for which the shop shows a QR code. */
export interface Sale extends Common {
  kind: 'sale';
  code?: Code;
  payment?: Payment;
  refunds: { id: string; amount: string; refund?: Refund }[];
}

/** Money that the shop asks a person for. */
export interface Asking extends Common {
  kind: 'asking';
  payer: Person;
  request?: PaymentRequest;
}

export type Order = Sending | Paying | Sale | Asking;

/**
 * What a wallet and a shop do. An order is kept before anything is sent for it, and all that is sent is made of what is kept:
 * sent again, it is the same request with the same key, and the money moves once.
 */
export function payments(orders: Store<Order>, locale: string) {
  const services = options(locale);
  const directory = directoryClient(services);
  const bank = transferClient(services);
  const qr = qrClient(services);
  const sandbox = sandboxClient(controlOptions(locale));
  const taka = (amount: string) => ({ amount, currency: 'BDT' }) as const;
  const key = ({ id }: { id: string }) => ({ 'Idempotency-Key': id });

  /** Whom the number reaches, and what it costs. The payer sees both before any money moves. */
  async function prepare(order: Sending): Promise<void> {
    if (order.quote !== undefined) return;
    const { id, alias, payer, amount } = order;
    const payee = dataOf(await directory.resolveAlias({ body: { alias, purpose: 'person' } }), 200);
    const body = {
      payer: { account: payer.account },
      payee: { lookupId: payee.lookupId },
      amount: taka(amount),
    };
    orders.update(id, { payee, quote: dataOf(await bank.createQuote({ body }), 201) });
  }

  async function send(order: Sending): Promise<void> {
    const { payer, payee, quote, amount, transfer } = order;
    if (transfer !== undefined) return refresh(order);
    if (payee === undefined || quote === undefined) return;
    const body = {
      quoteId: quote.quoteId,
      payer: { account: payer.account },
      payee: { lookupId: payee.lookupId },
      amount: taka(amount),
    };
    orders.update(order.id, { transfer: dataOf(await bank.createTransfer({ headers: key(order), body }), 201) });
  }

  /** What the code says, so that the customer sees the name of the shop. A code without an amount is not taken here. */
  async function read(order: Paying): Promise<void> {
    if (order.decoded !== undefined) return;
    const decoded = dataOf(await qr.decodeCode({ body: { text: order.text } }), 200);
    orders.update(order.id, { decoded, amount: decoded.amount?.amount ?? '' });
  }

  async function pay(order: Paying): Promise<void> {
    const { payer, text, amount, decoded, payment } = order;
    if (payment !== undefined) return refresh(order);
    if (decoded?.amount == null) return;
    const body = { text, payer: { participant: payer.participant, account: payer.account }, amount: taka(amount) };
    orders.update(order.id, { payment: dataOf(await qr.payCode({ headers: key(order), body }), 201) });
  }

  /** A QR code with the amount in it, for one sale. */
  async function sell(order: Sale): Promise<void> {
    if (order.code !== undefined) return refresh(order);
    const reference = order.id.slice(0, 18).toUpperCase();
    const body = { merchantId: SHOP.merchantId, amount: taka(order.amount), reference };
    orders.update(order.id, { code: dataOf(await qr.createDynamicCode({ headers: key(order), body }), 201) });
  }

  /** @param refundId names this refund; a sale may have several */
  async function refund({ id, payment }: Sale, refundId: string, amount: string): Promise<void> {
    if (payment === undefined) return;
    const kept = () => (orders.get(id) as Sale).refunds;
    if (!kept().some((one) => one.id === refundId))
      orders.update(id, { refunds: [...kept(), { id: refundId, amount }] });
    const known = kept().find((one) => one.id === refundId);
    if (known === undefined || known.refund !== undefined) return;
    const made = await qr.refundPayment({
      path: { paymentId: payment.paymentId },
      headers: key(known),
      body: { amount: taka(known.amount), reason: 'goods-returned' },
    });
    // One that is refused will not come; another amount is another refund.
    if (made.status === 409 || made.status === 422)
      orders.update(id, { refunds: kept().filter((one) => one.id !== refundId) });
    const refund = dataOf(made, 201);
    orders.update(id, { refunds: kept().map((one) => (one.id === refundId ? { ...one, refund } : one)) });
    await refresh(orders.get(id) as Order);
  }

  /** Asks a person for money. The answer is given on a page of that person, not here. */
  async function ask(order: Asking): Promise<void> {
    const { payer, amount, request } = order;
    if (request !== undefined) return refresh(order);
    const body = { payee: { account: SHOP.account }, payer: { account: payer.account }, amount: taka(amount) };
    orders.update(order.id, { request: dataOf(await bank.requestPayment({ headers: key(order), body }), 201) });
  }

  /** How an order is now, as the service says. A webhook is only a hint to ask. */
  async function refresh(order: Order): Promise<void> {
    if (order.kind === 'sending' && order.transfer !== undefined) {
      const path = { transferId: order.transfer.transferId };
      orders.update(order.id, { transfer: dataOf(await bank.getTransfer({ path }), 200) });
    }
    if (order.kind === 'paying' && order.payment !== undefined) {
      const path = { paymentId: order.payment.paymentId };
      orders.update(order.id, { payment: dataOf(await qr.getPayment({ path }), 200) });
    }
    if (order.kind === 'sale' && order.code !== undefined) {
      const { paymentId } = dataOf(await qr.getCode({ path: { codeId: order.code.codeId } }), 200);
      if (paymentId === null) return;
      orders.update(order.id, { payment: dataOf(await qr.getPayment({ path: { paymentId } }), 200) });
    }
    if (order.kind === 'asking' && order.request !== undefined) {
      const path = { requestId: order.request.requestId };
      orders.update(order.id, { request: dataOf(await bank.getPaymentRequest({ path }), 200) });
    }
  }

  async function balance(account: string) {
    return dataOf(await bank.readBalance({ body: { account } }), 200).available;
  }

  /** The entries of the last thirty days, all pages of them. */
  async function statement(account: string): Promise<StatementEntry[]> {
    const to = await today();
    const period = { from: new Date(Date.parse(to) - 30 * 86_400_000).toISOString().slice(0, 10), to };
    const entries: StatementEntry[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const body = { account, period, ...(cursor !== undefined && { cursor }) };
      const { items, page } = dataOf(await bank.readStatement({ body }), 200);
      entries.push(...items);
      cursor = page.nextCursor;
    }
    return entries;
  }

  /** Today; in the sandbox by the clock of your world, which may be ahead. */
  async function today(): Promise<string> {
    if (hasToken) return dataOf(await sandbox.getClock(), 200).now.slice(0, 10);
    return new Date(Date.now() + 6 * 3_600_000).toISOString().slice(0, 10);
  }

  return { prepare, send, read, pay, sell, refund, ask, refresh, balance, statement };
}
