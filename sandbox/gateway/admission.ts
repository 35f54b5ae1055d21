import type { Problem } from '@dpi/specs/problem';
import type { AddressQuota, Quota, Verdict } from '../quota/index.ts';
import type { Event, Registry, Team } from '../registry/index.ts';
import type { Exchange } from '../server/exchange.ts';
import type { Call } from './call.ts';
import { createIdentify } from './identify.ts';
import { DEMO_KEY } from './presented-key.ts';
import { noSuchWorld, overQuota } from './problems.ts';

interface AdmissionOptions {
  registry: Registry;
  quota: Quota;
  addressOf: (exchange: Exchange) => string;
}

/** Finds out whose a call is, and takes it from the quota of whoever it counts for. */
export class Admission {
  readonly #options: AdmissionOptions;
  readonly #identify: ReturnType<typeof createIdentify>;

  constructor(options: AdmissionOptions) {
    this.#options = options;
    this.#identify = createIdentify(options.registry);
  }

  /**
   * @param key as it was sent; `null` where none was
   * @returns why the call goes no further; `null` where it does
   */
  async admit(call: Call, key: string | null): Promise<Problem | null> {
    const { registry, quota } = this.#options;
    if (key === null && call.place.team !== null) {
      // Whoever has no key is answered from the world in the path, as a wallet is; it counts for the team, apart from its own calls.
      const owned = await registry.findTeam(call.place.team);
      if (owned === undefined) return noSuchWorld(call.place.team);
      call.team = owned.team.id;
      return this.#count(call, quota.spend(`${owned.team.id} world`, owned.event), 'team');
    }
    if (key === null || key === DEMO_KEY) return this.#spendByAddress(call, key === null ? 'anonymous' : 'demo');
    const identified = this.#identify(key, call.at);
    const { owner, refusal } = identified instanceof Promise ? await identified : identified;
    call.owner = owner;
    call.team = owner?.team.id ?? null;
    if (refusal !== null) return refusal;
    return this.#count(call, quota.spend(owner.team.id, owner.event), 'team');
  }

  /**
   * Of an app or a browser at a login, which has no key: it counts for the team whose client it is, apart from the calls of the
   * team itself.
   * @param owned `undefined` where the client is nobody's
   */
  admitToLogin(call: Call, owned: { team: Team; event: Event } | undefined): Problem | null {
    if (owned === undefined) return this.#spendByAddress(call, 'anonymous');
    call.team = owned.team.id;
    return this.#count(call, this.#options.quota.spend(`${owned.team.id} login`, owned.event), 'team');
  }

  #spendByAddress(call: Call, counted: AddressQuota): Problem | null {
    const { quota, addressOf } = this.#options;
    return this.#count(call, quota.spendByAddress(counted, addressOf(call.exchange)), counted);
  }

  #count(call: Call, verdict: Verdict, counted: 'team' | AddressQuota): Problem | null {
    call.headers = ['RateLimit-Policy', verdict.policy, 'RateLimit', verdict.rateLimit];
    return verdict.allowed ? null : overQuota(verdict, counted);
  }
}
