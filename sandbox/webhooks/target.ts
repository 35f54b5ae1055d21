import type { LookupAddress } from 'node:dns';
import { lookup as resolveName } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Why a URL is not posted to. */
export type TargetFault = 'not-a-url' | 'not-https' | 'credentials' | 'private-address' | 'too-long';

const MAX_URL = 500;

const LOOPBACK = blockList(['127.0.0.0/8', '::1/128']);
/** Special-purpose addresses (IANA registries, RFC 6890): networks that only the platform's own machine may reach. */
const SPECIAL = blockList([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
]);

function blockList(subnets: string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [address = '', bits] = subnet.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

/** Finds all addresses of a host name. */
export type Resolve = (name: string) => Promise<LookupAddress[]>;

/** An address that a team may not have the platform post to. */
export class PrivateAddressError extends Error {}

/**
 * Which URLs the platform posts to. What can only be reached from the platform's own network is refused, also where a public
 * name resolves to it; the machine itself is allowed where the platform listens on it alone, and so are networks that the operator names.
 */
export class Targets {
  readonly #isLocal: boolean;
  readonly #allowed: BlockList;
  readonly #resolve: Resolve;

  /**
   * @param isLocal whether the platform listens on the loopback interface only
   * @param allowed networks that may be posted to though they are private, also without TLS, such as `192.168.1.0/24`
   */
  constructor(isLocal: boolean, allowed: string[] = [], resolve: Resolve = (name) => resolveName(name, { all: true })) {
    this.#isLocal = isLocal;
    this.#allowed = blockList(allowed);
    this.#resolve = resolve;
  }

  /** What is wrong with a URL by its text alone; `null` where nothing is. */
  faultOf(text: string): TargetFault | null {
    if (text.length > MAX_URL) return 'too-long';
    const url = URL.parse(text);
    if (url === null || !/^https?:$/.test(url.protocol)) return 'not-a-url';
    if (url.username !== '' || url.password !== '') return 'credentials';
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    if (isIP(host) !== 0 && isIn(this.#allowed, host)) return null;
    const isLoopback = isIP(host) === 0 ? /^(.+\.)?localhost\.?$/.test(host) : isIn(LOOPBACK, host);
    if (isLoopback) return this.#isLocal ? null : 'private-address';
    if (isIP(host) !== 0 && !this.#mayReach(host)) return 'private-address';
    return url.protocol === 'https:' ? null : 'not-https';
  }

  /** For `node:http`: finds the address of a name and refuses those that must not be reached. */
  readonly lookup: LookupFunction = (name, { all }, done) => {
    this.#resolve(name).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined || !addresses.every(({ address }) => this.#mayReach(address)))
          done(new PrivateAddressError(`${name} is an address of a private network`), []);
        else if (all === true) done(null, addresses);
        else done(null, first.address, first.family);
      },
      (error) => done(error, []),
    );
  };

  #mayReach(address: string): boolean {
    return !isIn(SPECIAL, address) || isIn(this.#allowed, address) || (this.#isLocal && isIn(LOOPBACK, address));
  }
}

/** An IPv4 address that is written as IPv6 counts as what it is. */
function isIn(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
