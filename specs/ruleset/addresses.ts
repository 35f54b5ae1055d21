import { isObject, type JsonObject, stringsIn } from '../json/value.ts';

/** An address as it reads once its variables have values, and the place below the node that is the reason for it. */
export interface Address {
  url: string;
  path: (string | number)[];
}

/** The addresses of a server: with the default of each variable, and with each value a variable may have. */
export function addressesOf(server: JsonObject): Address[] {
  const { url } = server;
  if (typeof url !== 'string') return [];
  const variables = isObject(server.variables) ? server.variables : {};
  const defaults = new Map<string, string>();
  for (const [name, variable] of Object.entries(variables))
    if (isObject(variable) && variable.default !== undefined) defaults.set(name, String(variable.default));
  const filled = (values: Map<string, string>) =>
    url.replace(/\{([^{}]+)\}/g, (whole, name) => values.get(name) ?? whole);
  const first = filled(defaults);
  // The variable that the scheme or host is taken from is the place to change.
  const leading = /^(?:https?:\/\/)?\{([^{}]+)\}/.exec(url)?.[1];
  const addresses: Address[] =
    leading === undefined || !defaults.has(leading)
      ? [{ url: first, path: ['url'] }]
      : [{ url: first, path: ['variables', leading, 'default'] }];
  for (const [name, variable] of Object.entries(variables)) {
    for (const [index, value] of (isObject(variable) ? stringsIn(variable.enum) : []).entries()) {
      if (value === defaults.get(name)) continue;
      const other = filled(new Map([...defaults, [name, value]]));
      addresses.push({ url: other, path: ['variables', name, 'enum', index] });
    }
  }
  return addresses;
}

const FLOW_URLS = ['authorizationUrl', 'tokenUrl', 'refreshUrl'];

/** The addresses at which a security scheme sends people and their tokens. */
export function securityAddresses(scheme: JsonObject): Address[] {
  const addresses: Address[] = [];
  if (typeof scheme.openIdConnectUrl === 'string')
    addresses.push({ url: scheme.openIdConnectUrl, path: ['openIdConnectUrl'] });
  for (const [flow, entry] of Object.entries(isObject(scheme.flows) ? scheme.flows : {})) {
    for (const key of FLOW_URLS) {
      const url = isObject(entry) ? entry[key] : undefined;
      if (typeof url === 'string') addresses.push({ url, path: ['flows', flow, key] });
    }
  }
  return addresses;
}

/** Top-level domains that no public name server answers for: RFC 6762, RFC 6761 and what networks use among themselves. */
const PRIVATE = /(^|\.)(localhost|local|internal|intranet|lan|corp|home|localdomain)$/;

/** What keeps callers elsewhere from reaching an address: `local` name, bare `ip` address; `null`: nothing. */
export function hostKind(url: string): 'local' | 'ip' | null {
  // `localhost:8080` reads as a scheme of its own.
  const [, host = ''] = /^(?:[a-z][a-z0-9+.-]*:\/\/|\/\/)?(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]+)/i.exec(url) ?? [];
  if (url.startsWith('/') && !url.startsWith('//')) return null;
  const name = host.toLowerCase().replace(/\.$/, '');
  if (PRIVATE.test(name) || /^127\./.test(name) || name === '[::1]' || name === '0.0.0.0') return 'local';
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(name) || name.startsWith('[')) return 'ip';
  // A host of one word is known in one network only.
  return /^https?:\/\//i.test(url) && /^[a-z0-9-]+$/.test(name) ? 'local' : null;
}
