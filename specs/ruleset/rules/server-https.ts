import { addressesOf, hostKind, securityAddresses } from '../addresses.ts';
import { plain, type Rule } from '../rule.ts';

export default {
  category: 'security',
  requiredFrom: 'alpha',
  points: 3,
  scope: 'service',
  protectsPeople: true,
  visit: (_, report) => ({
    Server(server, context) {
      for (const { url, path } of addressesOf(plain(server)))
        if (isPlain(url)) report(context, 'wrong', { value: url }, path);
    },
    SecurityScheme(scheme, context) {
      for (const { url, path } of securityAddresses(plain(scheme)))
        if (isPlain(url)) report(context, 'login', { value: url }, path);
    },
  }),
} satisfies Rule;

/** An address that nobody else can reach is a finding of `server-public`, whatever its scheme. */
function isPlain(url: string): boolean {
  return /^(?!https:)[a-z][a-z0-9+.-]*:/i.test(url) && hostKind(url) === null;
}
