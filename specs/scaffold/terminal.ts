import { createInterface } from 'node:readline/promises';
import type { Ask } from './questions.ts';
import { ScaffoldError } from './scaffold-error.ts';

/** Asks in a terminal, or on any two streams. Whoever asks ends it with `close`. */
export function askIn(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): { ask: Ask; close(): void } {
  const terminal = createInterface({ input, output });
  const leave = new AbortController();
  // Ctrl-C and Ctrl-D close the terminal; a question would wait for ever.
  terminal.once('close', () => leave.abort());
  return {
    close: () => terminal.close(),
    async ask({ text, choices, preset }) {
      const list = choices.map(({ id, name }, index) => `  ${index + 1}. ${id}${name === '' ? '' : `  ${name}`}\n`);
      const prompt = `\n${text}\n${list.join('')}${preset === '' ? '' : `  (Enter: ${preset})\n`}> `;
      try {
        return await terminal.question(prompt, { signal: leave.signal });
      } catch {
        throw new ScaffoldError('\nStopped; nothing was written.', 1);
      }
    },
  };
}
