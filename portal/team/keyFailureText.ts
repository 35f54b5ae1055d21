import { translate } from '@docusaurus/Translate';
import type { Problem } from './controlApi.ts';

/** Why the control API made or changed no key. */
export function keyFailureText({ id, detail }: Problem): string {
  if (id === 'key-limit-reached') {
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
