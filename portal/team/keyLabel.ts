import { translate } from '@docusaurus/Translate';
import type { Key } from './controlModel.ts';

/** What the sandbox calls the key that a team gets when it joins. */
const FIRST_KEY = 'First key';

/** What a key is for: as the team wrote it, and in the language of the page where nobody wrote anything. */
export function keyLabel({ label }: Key): string {
  return label === FIRST_KEY ? translate({ id: 'team.firstKey', message: 'First key' }) : label;
}
