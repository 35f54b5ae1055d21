import { translate } from '@docusaurus/Translate';
import type { Refusal } from './controlApi.ts';

/** Why the control API made or changed no key. */
export function keyFailureText({ problem, detail }: Refusal): string {
  if (problem === 'key-limit-reached') {
    return translate({
      id: 'team.keyLimit',
      message: 'Your team has reached its key limit. Revoke a key first.',
    });
  }
  return (
    detail ||
    translate({
      id: 'team.fault.unreachable',
      message: 'The sandbox could not be reached. Check your connection and try again',
    })
  );
}
