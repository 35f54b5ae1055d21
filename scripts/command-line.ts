import { errorMessage } from '../specs/base/error-message.ts';
import './closed-pipe.ts';
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Reads what was typed behind a command, and ends the command with how to use it when that was asked for or is needed. */
export function commandLine(use: string) {
  function wrongUse(reason: string): never {
    console.error(`${reason}\n${use}`);
    process.exit(2);
  }

  function read<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
    help(use);
    try {
      return parseArgs(config);
    } catch (error) {
      // What Node says after the first sentence is about a rare case, and longer than the rest.
      return wrongUse(errorMessage(error).split('. ')[0] ?? '');
    }
  }

  return { read, wrongUse };
}

/** Ends the command with how to use it, where that was asked for. */
export function help(use: string): void {
  if (!process.argv.some((word) => word === '--help' || word === '-h')) return;
  console.log(use);
  process.exit(0);
}
