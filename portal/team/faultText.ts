import { translate } from '@docusaurus/Translate';
import type { FaultKind } from './joinInput.ts';

/** What is wrong, and what to do about it. */
export function faultText(fault: FaultKind): string {
  switch (fault) {
    case 'code-missing':
      return translate({ id: 'team.fault.codeMissing', message: 'Enter the join code that the organisers gave you' });
    case 'code-wrong':
      return translate({
        id: 'team.fault.codeWrong',
        message: 'No event has this join code. Check it letter by letter, or ask the organisers for it',
      });
    case 'event-closed':
      return translate({
        id: 'team.fault.eventClosed',
        message: 'The event with this code is closed. Ask the organisers for the code of an open one',
      });
    case 'name-missing':
      return translate({ id: 'team.fault.nameMissing', message: 'Enter a name for your team' });
    case 'name-length':
      return translate({ id: 'team.fault.nameLength', message: 'The team name must have 2 to 60 letters' });
    case 'name-taken':
      return translate({
        id: 'team.fault.nameTaken',
        message:
          'A team of this event has this name. Choose another; if it is your team, sign in with its recovery code',
      });
    case 'name-unprintable':
      return translate({
        id: 'team.fault.nameUnprintable',
        message: 'The team name has a letter that cannot be shown. Type it instead of pasting it',
      });
    case 'recovery-missing':
      return translate({ id: 'team.fault.recoveryMissing', message: 'Enter your team’s recovery code' });
    case 'recovery-wrong':
      return translate({
        id: 'team.fault.recoveryWrong',
        message: 'No team has this recovery code. Check it letter by letter',
      });
    case 'too-many':
      return translate({
        id: 'team.fault.tooMany',
        message: 'Too many people joined from your network just now. Wait a minute and try again',
      });
    case 'unreachable':
      return translate({
        id: 'team.fault.unreachable',
        message: 'The sandbox could not be reached. Check your connection and try again',
      });
    case 'unknown':
      return translate({
        id: 'team.fault.unknown',
        message: 'Something went wrong on our side. Try again in a minute; if it continues, tell the organisers',
      });
  }
}
