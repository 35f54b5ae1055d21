import { addressesOf, hostKind, securityAddresses } from '../addresses.ts';
import { plain, type Rule } from '../rule.ts';

export default {
  category: 'design',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'service',
  visit: (_, report) => ({
    Server(server, context) {
      for (const { url, path } of addressesOf(plain(server))) {
        const kind = hostKind(url);
        if (kind !== null) report(context, kind, { value: url }, path);
      }
    },
    SecurityScheme(scheme, context) {
      for (const { url, path } of securityAddresses(plain(scheme))) {
        const kind = hostKind(url);
        if (kind !== null) report(context, kind, { value: url }, path);
      }
    },
  }),
} satisfies Rule;
