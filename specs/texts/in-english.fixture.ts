import type { Message } from './message.ts';
import { openPlatformTexts } from './platform-texts.ts';

const texts = await openPlatformTexts();

/** How a test reads a message. */
export function inEnglish(message: Message | undefined): string {
  return message === undefined ? '' : texts.format(message, 'en');
}
