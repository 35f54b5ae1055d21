import { isObject } from '../../json/value.ts';
import { isInCallback } from '../operation-at.ts';
import { parametersOf } from '../parameters-of.ts';
import type { Rule } from '../rule.ts';
import { plain } from '../rule.ts';
import { wordsOf } from '../words.ts';

/** What an operation with a status other than 201 and 202 does that must not be done twice. */
const HARMFUL = new Set(['pay', 'transfer', 'disburse', 'charge', 'refund', 'deposit', 'payout', 'debit', 'credit']);

/** A request that only reads, though it is a POST because of what it sends. */
const READS =
  /^_?(search|find|query|look-?up|download|get|list|view|fetch|check|match|verify|validate|calculate|estimate|plainsearch)/i;

export default {
  category: 'lifecycle',
  requiredFrom: 'beta',
  points: 3,
  scope: 'operation',
  visit: (_, report, operationAt) => ({
    Paths: {
      Operation(node, context) {
        if (context.key !== 'post' || plain(node)['x-idempotent'] === true || isInCallback(context)) return;
        const statuses = Object.keys(isObject(node.responses) ? node.responses : {});
        const lastSegment = operationAt(context).split('/').at(-1) ?? '';
        if (READS.test(lastSegment) || READS.test(String(node.operationId ?? ''))) return;
        const makes = statuses.some((status) => /^20[12]$/.test(status));
        const moves = HARMFUL.has(wordsOf(String(node.operationId ?? ''))[0] ?? '');
        if (!makes && !moves) return;
        if (parametersOf(node, context).some(({ name }) => /^idempotency-key$/i.test(String(name)))) return;
        report(context, 'missing', { operation: operationAt(context) });
      },
    },
  }),
} satisfies Rule;
