import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError } from '../config.ts';

/**
 * Begins to listen.
 * @param variable which the port came from, for errors
 * @returns where, such as `http://127.0.0.1:4000`
 * @throws ConfigError where the address cannot be had
 */
export function listen(server: Server, variable: string, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => reject(listenError(error, variable, port, host));
    server.once('error', onError);
    server.listen(port, host, () => {
      server.off('error', onError);
      const { port: actual } = server.address() as AddressInfo;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${actual}`);
    });
  });
}

function listenError(error: NodeJS.ErrnoException, variable: string, port: number, host: string): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new ConfigError(
        `${variable} is ${port}, but another program listens there. Stop it, or choose another port.`,
      );
    case 'EACCES':
      return new ConfigError(`${variable} is ${port}, but this user may not listen there. Choose a port above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ConfigError(`HOST is "${host}", but this machine has no such address. Try 127.0.0.1 or 0.0.0.0.`);
    default:
      return error;
  }
}
