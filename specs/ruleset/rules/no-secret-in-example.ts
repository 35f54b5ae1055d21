import { exampleStrings } from '../example-strings.ts';
import type { Rule } from '../rule.ts';

/** Keys and tokens as their issuers write them, so that scanners find those that leak. */
const SECRETS: [kind: string, pattern: RegExp][] = [
  ['aws', /\b(AKIA|ASIA)(?![A-Z0-9]*EXAMPLE)[A-Z0-9]{16}\b/],
  ['github', /\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{40,})\b/],
  ['stripe', /\b[sr]k_(live|test)_[A-Za-z0-9]{16,}\b/],
  ['google', /\bAIza[A-Za-z0-9_-]{35}\b/],
  ['slack', /\bxox[abprs]-[A-Za-z0-9-]{10,}/],
  ['pem', /-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY-----/],
  ['jwt', /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{20,}/],
];

export default {
  category: 'security',
  requiredFrom: 'draft',
  points: 3,
  scope: 'operation',
  protectsPeople: true,
  visit: ({ personalTerms }, report) =>
    exampleStrings((text, context, path) => {
      const found = SECRETS.find(([, pattern]) => pattern.test(text));
      if (found === undefined || isIssuedByNobody(text, personalTerms.synthetic.domains)) return;
      report(context, found[0], {}, path);
    }),
} satisfies Rule;

/** Whether a JSON Web Token names an issuer or subject of a reserved domain, so that no system accepts it. */
function isIssuedByNobody(text: string, domains: string[]): boolean {
  const payload = /\beyJ[\w-]+\.(eyJ[\w-]+)\./.exec(text)?.[1];
  if (payload === undefined) return false;
  const claims = Buffer.from(payload, 'base64url').toString('utf8');
  const host = /"(?:iss|sub)":"(?:https?:\/\/)?([a-z0-9.-]+)/i.exec(claims)?.[1]?.toLowerCase() ?? '';
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}
