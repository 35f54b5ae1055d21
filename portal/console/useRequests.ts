import { exampleAge } from '@dpi/specs/current-dates';
import { useEffect, useMemo, useState } from 'react';
import type { OperationPage, PageExample } from '../reference/operationPage.ts';
import { type KeyMemory, keyInUse, maskKey } from './apiKey.ts';
import { buildRequest } from './buildRequest.ts';
import { type Credentials, credentialHeader } from './credentialHeader.ts';
import type { HttpRequest } from './httpRequest.ts';
import { type RequestValues, requestValues } from './requestValues.ts';
import { useKeyMemory } from './useKeyMemory.ts';
import { useSandboxOrigin } from './useSandboxOrigin.ts';
import { useToken } from './useToken.ts';

/** Stand in code for what only the reader has. */
export const TOKEN_PLACEHOLDER = 'YOUR-TOKEN';
export const KEY_PLACEHOLDER = 'YOUR-KEY';

export interface Requests {
  values: RequestValues;
  setValues(values: RequestValues): void;
  memory: KeyMemory;
  changeMemory(change: Partial<KeyMemory>): void;
  token: string;
  setToken(token: string): void;
  /** As it is shown: without the secret. */
  show: HttpRequest;
  /** As it is copied: ready to run. */
  ready: HttpRequest;
  /** As the console sends it, with the values of its form. */
  build(values: RequestValues): HttpRequest;
}

/** The request of an operation's page, filled from a named example and then edited, with the credentials of this browser. */
export function useRequests(page: OperationPage, example: PageExample | null): Requests {
  const { operation, schemas, service, exampleTime } = page;
  const [memory, changeMemory] = useKeyMemory();
  const key = keyInUse(memory);
  const [token, setToken] = useToken();
  const origin = useSandboxOrigin();
  const [values, setValues] = useState<RequestValues>(() => requestValues(operation, example, schemas));
  // The page was built on another day.
  useEffect(
    () => setValues(requestValues(operation, example, schemas, exampleAge(exampleTime, new Date()))),
    [operation, example, schemas, exampleTime],
  );

  const requests = useMemo(() => {
    const build = (base: string, credentials: Credentials, sent = values) =>
      buildRequest(operation, sent, schemas, {
        baseUrl: base + service.basePath,
        credential: credentialHeader(operation, service.servedBy, credentials),
      });
    return {
      show: build(origin.show, {
        key: key === '' ? KEY_PLACEHOLDER : maskKey(key),
        token: token === '' ? TOKEN_PLACEHOLDER : maskKey(token),
      }),
      ready: build(origin.show, { key: key || KEY_PLACEHOLDER, token: token || TOKEN_PLACEHOLDER }),
      build: (sent: RequestValues) => build(origin.send, { key, token }, sent),
    };
  }, [operation, values, schemas, service, origin, key, token]);
  return { values, setValues, memory, changeMemory, token, setToken, ...requests };
}
