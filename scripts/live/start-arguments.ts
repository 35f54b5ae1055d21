import { parseArgs } from 'node:util';
import { errorMessage } from '@dpi/specs/error-message';

export interface StartArguments {
  /** Ids of the services to show; `undefined`: all. */
  services: string[] | undefined;
  /** Whether to follow what is saved. */
  watch: boolean;
}

/** Something was asked for that there is not; the message is for whoever typed it. */
export class WrongUseError extends Error {}

export const USE = 'Use: npm start [-- --service <id> …] [--no-watch]';

/** @throws WrongUseError with what is right */
export function readStartArguments(args: string[]): StartArguments {
  try {
    const { values } = parseArgs({
      args,
      allowNegative: true,
      options: { service: { type: 'string', multiple: true }, watch: { type: 'boolean', default: true } },
    });
    const services = values.service?.flatMap((ids) => ids.split(',')).filter((id) => id !== '');
    return { services: services?.length ? [...new Set(services)] : undefined, watch: values.watch };
  } catch (error) {
    throw new WrongUseError(`${errorMessage(error).split('. ')[0]}\n${USE}`);
  }
}
