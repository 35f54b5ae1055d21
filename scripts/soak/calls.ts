import { exampleRequest, type WireRequest } from '@dpi/mocks';
import type { Catalogue, Operation, Service } from '@dpi/specs/model';
import { type Random, randomOf } from '@dpi/specs/samples';
import { credentialNeed } from '@dpi/specs/security';
import { MISBEHAVIOURS } from '../../sandbox/testing/misbehaving-upstream.ts';
import type { Teams } from './teams.ts';

/** What became of a call: a status, or an answer that began and was broken off. */
export type Outcome = number | 'broken off';

export interface SoakCall {
  kind: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | null;
  isExpected(outcome: Outcome): boolean;
  /** Gets the body of the answer; left out where nobody reads it. */
  onBody?(body: string): void;
}

/** Of a thousand calls, how many are of a kind; the others are normal ones. */
const SHARES = {
  join: 10,
  'team page': 10,
  'new key': 3,
  'open operation': 50,
  DEMO_KEY: 20,
  'wrong key': 30,
  'echoed value': 40,
  'used-up quota': 10,
  page: 20,
  'large body': 2,
  upstream: 5,
};
type Kind = keyof typeof SHARES;

/** Callers behind the trusted proxy; each has an address. */
const ADDRESSES = 20_000;
const LARGE_BODY = 950_000;

/** A source of calls of every kind, the same ones for the same seed and catalogue. */
export class Calls {
  readonly #teams: Teams;
  readonly #random: Random;
  readonly #normal: Template[];
  readonly #open: Template[];
  readonly #echoed: Buffer[];
  readonly #large: Buffer;
  readonly #pages: string[];
  #upstreamCalls = 0;

  constructor(catalogue: Catalogue, teams: Teams, seed: number) {
    this.#teams = teams;
    this.#random = randomOf(`soak ${seed}`);
    const services = catalogue.services.filter(({ servedBy }) => servedBy === 'sandbox');
    this.#normal = services.flatMap((service) =>
      service.operations.flatMap((operation) => templatesOf(service, operation)),
    );
    this.#open = this.#normal.filter(({ operation }) => credentialNeed(operation) !== 'required');
    this.#echoed = Array.from({ length: 50 }, (_, index) =>
      Buffer.from(`{"${`N${index}`.repeat(20 + index * 100)}":1}`),
    );
    this.#large = Buffer.from(`{"${'N'.repeat(LARGE_BODY)}":1}`);
    this.#pages = [
      '/',
      '/bn/',
      '/catalogue/',
      '/catalogue.json',
      '/llms.txt',
      '/nowhere/',
      ...services.map(({ url }) => url),
    ];
  }

  /** How many different normal calls there are. */
  get operations(): number {
    return new Set(this.#normal.map(({ operation }) => operation)).size;
  }

  next(): SoakCall {
    let at = this.#random() * 1000;
    for (const kind of Object.keys(SHARES) as Kind[]) {
      at -= SHARES[kind];
      if (at < 0) return this.#make[kind]();
    }
    return this.#keyed(this.#any(this.#normal), 'normal', this.#teams.key(this.#random()));
  }

  /** A call that is always the same, for measuring how long it takes. */
  probe(): SoakCall {
    const [template] = this.#normal;
    if (template === undefined) throw new Error('No service has an example of a request.');
    return this.#keyed(template, 'probe', this.#teams.key(0));
  }

  readonly #make: Record<Kind, () => SoakCall> = {
    join: () => this.#teams.join(this.#address()),
    'team page': () => this.#teams.page(this.#random()),
    'new key': () => this.#teams.newKey(this.#random()),
    'open operation': () => this.#call(this.#any(this.#open), 'open operation', {}),
    DEMO_KEY: () => this.#keyed(this.#any(this.#normal), 'DEMO_KEY', 'DEMO_KEY'),
    'wrong key': () => {
      const key = this.#any(['placeholder', 'dpi_', `dpi_${'x'.repeat(38)}`, this.#teams.revokedKey()]);
      const call = this.#keyed(this.#any(this.#normal), 'wrong key', key);
      return { ...call, isExpected: (outcome) => outcome === 401 };
    },
    'echoed value': () => this.#echo(),
    'used-up quota': () => ({
      ...this.#keyed(this.#any(this.#normal), 'used-up quota', this.#teams.usedUpKey),
      isExpected: (outcome) => outcome === 429,
    }),
    page: () => ({
      kind: 'page',
      method: 'GET',
      path: this.#any(this.#pages),
      headers: { accept: 'text/html', 'accept-encoding': 'gzip' },
      body: null,
      isExpected: (outcome) => outcome === 200 || outcome === 302 || outcome === 404,
    }),
    'large body': () => this.#post('large body', this.#large),
    upstream: () => {
      this.#upstreamCalls += 1;
      // A silent server holds a connection for half a minute: that is one call in ten.
      const names = Object.keys(MISBEHAVIOURS).filter((name) => name !== 'silent' || this.#upstreamCalls % 10 === 0);
      const name = this.#any(names);
      return {
        kind: 'upstream',
        method: 'GET',
        path: `/sandbox/misbehaving/v1/${name}`,
        headers: { 'x-api-key': this.#teams.key(this.#random()), 'x-forwarded-for': this.#address() },
        body: null,
        // An answer that goes wrong before any of it was passed on is an error like the others.
        isExpected: (outcome) => {
          const expected = MISBEHAVIOURS[name]?.expected;
          return outcome === expected || (expected === 'broken off' && outcome === 502);
        },
      };
    },
  };

  /** What a caller sends comes back in an answer and is kept in a log: a value in a body, a path or a query. */
  #echo(): SoakCall {
    const body = this.#any(this.#echoed);
    if (this.#random() < 0.5) return this.#post('echoed value', body);
    const template = this.#any(this.#normal);
    const call = this.#keyed(template, 'echoed value', this.#teams.key(this.#random()));
    const value = body.toString('latin1', 2, 2 + Math.min(6000, body.length - 5));
    const [path = ''] = call.path.split('?');
    return {
      ...call,
      path: this.#random() < 0.5 ? `${path}/${value}` : `${path}?${value}=${value.slice(0, 1000)}`,
      // What a spec declares may be a 503.
      isExpected: (outcome) => call.isExpected(outcome) || (typeof outcome === 'number' && outcome < 500),
    };
  }

  #post(kind: string, body: Buffer): SoakCall {
    const template = this.#any(this.#normal.filter(({ request }) => request.body !== null));
    const call = this.#keyed(template, kind, this.#teams.key(this.#random()));
    return {
      ...call,
      headers: { ...call.headers, 'content-length': String(body.length) },
      body,
      // What a spec declares may be a 503.
      isExpected: (outcome) => call.isExpected(outcome) || (typeof outcome === 'number' && outcome < 500),
    };
  }

  #keyed(template: Template, kind: string, key: string): SoakCall {
    return this.#call(template, kind, { 'x-api-key': key });
  }

  #call({ service, operation, request, status }: Template, kind: string, headers: Record<string, string>): SoakCall {
    const declared = new Set(operation.responses.map((response) => Number(response.status)));
    return {
      kind,
      method: request.method,
      path: service.basePath + request.path + (request.query === '' ? '' : `?${request.query}`),
      headers: {
        ...request.headers,
        ...headers,
        'x-forwarded-for': this.#address(),
        ...(request.body === null ? {} : { 'content-length': String(request.body.length) }),
      },
      body: request.body,
      isExpected: (outcome) =>
        outcome === status || (typeof outcome === 'number' && outcome < 500 && declared.has(outcome)),
    };
  }

  #address(): string {
    const number = Math.floor(this.#random() * ADDRESSES);
    return `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`;
  }

  #any<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.#random() * items.length)];
    if (item === undefined) throw new Error('The catalogue has no call of this kind.');
    return item;
  }
}

/** A request that an operation's example describes, and the status of the answer that belongs to it. */
interface Template {
  service: Service;
  operation: Operation;
  request: WireRequest;
  status: number | null;
}

function templatesOf(service: Service, operation: Operation): Template[] {
  return operation.examples.flatMap(({ request, response }) => {
    if (request === null) return [];
    const sent = exampleRequest(operation, request, service.schemas);
    if ('reason' in sent) return [];
    return [{ service, operation, request: sent, status: response === null ? null : Number(response.status) }];
  });
}
