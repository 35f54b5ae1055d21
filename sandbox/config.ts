import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { readServiceReference } from '@dpi/specs/service-reference';
import { KEY_PREFIX, TOKEN_PREFIX } from './keys/index.ts';
import { isSecurityContact } from './pages/security-txt.ts';

/** Everything about this installation that is not data. */
export interface Config {
  /** 0 picks a free one. */
  port: number;
  host: string;
  /** Absolute path of the folder for keys and request logs. */
  dataDir: string;
  /** Absolute path of another tree of specs; `null` for the one in this repository. */
  specsDir: string | null;
  /** Bearer token of the organisers; `null` when there is none, and then nobody is one. */
  adminToken: string | null;
  /** Where browsers reach the platform, without a slash at the end. */
  publicUrl: string;
  /** Port of a second server for Prometheus; `null` keeps `/metrics` on the main one, behind the admin token. */
  metricsPort: number | null;
  /** Join code of the open event; `null` draws one. */
  joinCode: string | null;
  /** Calls a second of a team in the open event. */
  quotaPerSecond: number;
  /** Calls an hour of a team in the open event. */
  quotaPerHour: number;
  /** Calls an hour of one address with DEMO_KEY. */
  demoQuotaPerHour: number;
  /** Calls an hour of one address without a key, of operations that need none. */
  anonymousQuotaPerHour: number;
  /** Teams that one address may make a minute. */
  joinsPerMinute: number;
  /** Where vulnerabilities are reported, as an `https:`, `mailto:` or `tel:` address; `null`: as the country's data says. */
  securityContact: string | null;
  /** Services, as `<id>/<version>`, that are answered by a server of their own instead of the mocks. */
  upstreams: Map<string, URL>;
  /** Whether browsers keep the pages that were read, for when there is no connection. */
  offlinePages: boolean;
  /** Private networks that webhooks may be sent to, such as `192.168.1.0/24`. */
  webhookAllowedNetworks: string[];
  /** How many proxies of ours stand in front and add to X-Forwarded-For; 0: the caller's address is the socket's. */
  trustProxy: number;
}

/** One line that names a variable, its value and what would be right. */
export class ConfigError extends Error {}

/**
 * Reads the configuration from environment variables; an empty one counts as absent.
 * @throws ConfigError at the first wrong value
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const text = (name: string) => env[name]?.trim() || null;

  if (text('DATABASE_URL') !== null) {
    throw new ConfigError(
      'DATABASE_URL is set, but PostgreSQL is not supported yet. Unset it: keys and teams are kept in files in DATA_DIR.',
    );
  }
  const port = wholeNumber('PORT', text('PORT'), 0, 65535) ?? 4000;
  return {
    port,
    host: host(text('HOST')),
    dataDir: resolve(text('DATA_DIR') ?? '.data'),
    specsDir: absolute(text('SPECS_DIR')),
    adminToken: adminToken(text('ADMIN_TOKEN')),
    publicUrl: publicUrl(text('PUBLIC_URL')) ?? `http://localhost:${port}`,
    metricsPort: wholeNumber('METRICS_PORT', text('METRICS_PORT'), 1, 65535),
    joinCode: joinCode(text('JOIN_CODE')),
    quotaPerSecond: wholeNumber('QUOTA_PER_SECOND', text('QUOTA_PER_SECOND'), 1, 1_000_000) ?? 50,
    quotaPerHour: wholeNumber('QUOTA_PER_HOUR', text('QUOTA_PER_HOUR'), 1, 1_000_000_000) ?? 5000,
    demoQuotaPerHour: wholeNumber('DEMO_QUOTA_PER_HOUR', text('DEMO_QUOTA_PER_HOUR'), 0, 1_000_000_000) ?? 60,
    anonymousQuotaPerHour:
      wholeNumber('ANONYMOUS_QUOTA_PER_HOUR', text('ANONYMOUS_QUOTA_PER_HOUR'), 0, 1_000_000_000) ?? 600,
    joinsPerMinute: wholeNumber('JOINS_PER_MINUTE', text('JOINS_PER_MINUTE'), 1, 1_000_000) ?? 600,
    securityContact: securityContact(text('SECURITY_CONTACT')),
    upstreams: upstreams(text('UPSTREAMS')),
    offlinePages: onOrOff('OFFLINE_PAGES', text('OFFLINE_PAGES')) ?? true,
    webhookAllowedNetworks: networks('WEBHOOK_ALLOWED_NETWORKS', text('WEBHOOK_ALLOWED_NETWORKS')),
    trustProxy: wholeNumber('TRUST_PROXY', text('TRUST_PROXY'), 0, 10) ?? 0,
  };
}

function wholeNumber(name: string, value: string | null, min: number, max: number): number | null {
  if (value === null) return null;
  const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= min && number <= max)) {
    throw new ConfigError(`${name} is "${value}", but must be a whole number from ${min} to ${max}.`);
  }
  return number;
}

function onOrOff(name: string, value: string | null): boolean | null {
  if (value === null) return null;
  if (value !== 'on' && value !== 'off') throw new ConfigError(`${name} is "${value}", but must be "on" or "off".`);
  return value === 'on';
}

/** Networks in CIDR notation (RFC 4632, RFC 4291), with commas between them. */
function networks(name: string, value: string | null): string[] {
  const list = (value ?? '').split(',').map((item) => item.trim());
  return list.filter((network) => {
    if (network === '') return false;
    const [, address = '', bits] = /^([^/]+)\/(\d{1,3})$/.exec(network) ?? [];
    const version = isIP(address);
    if (version === 0 || Number(bits) > (version === 6 ? 128 : 32)) {
      throw new ConfigError(
        `${name} is "${value}", but "${network}" is not a network such as 192.168.1.0/24. Write several with commas between them.`,
      );
    }
    return true;
  });
}

function host(value: string | null): string {
  if (value === null) return '127.0.0.1';
  if (isIP(value) === 0 && !/^[A-Za-z0-9]([A-Za-z0-9.-]{0,252})$/.test(value)) {
    throw new ConfigError(
      `HOST is "${value}", but must be an IP address or a host name, such as 127.0.0.1 or 0.0.0.0.`,
    );
  }
  return value;
}

function absolute(path: string | null): string | null {
  return path === null ? null : resolve(path);
}

/** An organiser's token must not be taken for one of a team. */
const OURS = [KEY_PREFIX, TOKEN_PREFIX];

function adminToken(value: string | null): string | null {
  if (value !== null && (!/^[\x21-\x7e]{16,}$/.test(value) || OURS.some((prefix) => value.startsWith(prefix)))) {
    // The value is a secret: it is not repeated.
    throw new ConfigError(
      `ADMIN_TOKEN must be at least 16 letters, digits or signs, without spaces, and not begin like a key or token of a team (${OURS.join(', ')}).`,
    );
  }
  return value;
}

function publicUrl(value: string | null): string | null {
  if (value === null) return null;
  const url = httpUrl(value);
  if (url === null || url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw new ConfigError(
      `PUBLIC_URL is "${value}", but must be an origin without a path, such as https://developer.example.gov.`,
    );
  }
  return url.origin;
}

function joinCode(value: string | null): string | null {
  if (value !== null && !/^[A-Za-z0-9-]{4,40}$/.test(value)) {
    throw new ConfigError(`JOIN_CODE is "${value}", but must be 4 to 40 letters, digits or hyphens.`);
  }
  return value;
}

function securityContact(value: string | null): string | null {
  if (value !== null && !isSecurityContact(value)) {
    throw new ConfigError(
      `SECURITY_CONTACT is "${value}", but must be an address with its scheme, such as mailto:security@example.gov or https://example.gov/report.`,
    );
  }
  return value;
}

/** `{"nid/v1": "https://host/base"}` or `nid/v1=https://host/base,…`. */
function upstreams(value: string | null): Map<string, URL> {
  if (value === null) return new Map();
  const wrong = (what: string) =>
    new ConfigError(
      `UPSTREAMS is "${value}": ${what}. Write <service>/v<major>=https://host/base, more of them after a comma, or the same as a JSON object.`,
    );

  const targets = new Map<string, URL>();
  for (const [service, target] of value.startsWith('{') ? jsonEntries(value, wrong) : listEntries(value)) {
    if (readServiceReference(service) === null) throw wrong(`"${service}" is not a service`);
    if (targets.has(service)) throw wrong(`${service} is named twice`);
    const url = httpUrl(target);
    if (url === null || url.search !== '' || url.hash !== '') {
      throw wrong(`the address of ${service} is not an http or https URL without query and password`);
    }
    targets.set(service, url);
  }
  return targets;
}

function listEntries(value: string): [string, string][] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .map((item) => {
      const at = item.indexOf('=');
      return at === -1 ? [item, ''] : [item.slice(0, at).trim(), item.slice(at + 1).trim()];
    });
}

function jsonEntries(value: string, wrong: (what: string) => ConfigError): [string, string][] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    throw wrong('it begins like JSON, but is not');
  }
  return Object.entries(parsed as Record<string, unknown>).map(([service, target]) => [service, String(target)]);
}

/** An http(s) URL without user name and password; `null` for anything else. */
function httpUrl(value: string): URL | null {
  const url = URL.parse(value);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return null;
  return url;
}
