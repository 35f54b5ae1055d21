import type { IncomingMessage } from 'node:http';
import type { FixedWindow } from '../quota/index.ts';
import type { Caller } from './caller.ts';
import type { ControlOptions } from './options.ts';

/** One operation of the control API. */
export interface Route<Access extends 'public' | 'signed-in' | 'organiser' = 'public' | 'signed-in' | 'organiser'> {
  /** As in the specification. */
  operationId: string;
  method: 'get' | 'post' | 'patch' | 'delete';
  /** Path template as in the specification. */
  path: string;
  access: Access;
  handle(call: Call<Access>, services: Services): Answer | Promise<Answer>;
}

/** A request whose form is in order. */
export interface Call<Access> {
  /** Who is signed in; `null` on public operations, which do not ask. */
  caller: Access extends 'public' ? null : Caller;
  params: Record<string, string>;
  query: unknown;
  /** The JSON body; undefined where there is none. */
  body: unknown;
  request: IncomingMessage;
}

export interface Answer {
  status: number;
  /** Left out where there is none. */
  body?: object;
  headers?: Record<string, string>;
}

export interface Services extends Required<ControlOptions> {
  /** Counts joins and sign-ins of an address. */
  joins: FixedWindow;
}

/** Names an operation's access in its type, so that its handler knows whether there is a caller. */
export function route<Access extends Route['access']>(definition: Route<Access>): Route {
  return definition as Route;
}
