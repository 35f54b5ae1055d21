import { AsyncLocalStorage } from 'node:async_hooks';
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import type { LoginStore } from './store.ts';

/** Seconds for which a client is kept that a caller without a team registered. */
const GUEST_CLIENT = 24 * 3600;

/** Who registers a client. */
export interface ClientOwner {
  /** Id of the team, or the address of a guest. */
  id: string;
  isGuest: boolean;
}

/** Whose request the provider is answering; only what registers clients needs to know. */
export const registering = new AsyncLocalStorage<ClientOwner>();

/** Keeps what the provider keeps in a store. */
export function createAdapter(store: LoginStore): AdapterFactory {
  return (model): Adapter => ({
    async upsert(id, payload, expiresIn) {
      const owner = model === 'Client' ? registering.getStore() : undefined;
      const ttl = owner?.isGuest === true ? GUEST_CLIENT : expiresIn;
      await store.put({
        model,
        id,
        client: model === 'Client' ? id : clientOf(payload),
        owner: owner?.id ?? '',
        grant: payload.grantId ?? '',
        uid: model === 'Session' ? (payload.uid ?? '') : '',
        expires: ttl === undefined ? null : Math.floor(Date.now() / 1000) + ttl,
        payload,
      });
    },
    async find(id) {
      return store.find(model, id)?.payload as AdapterPayload | undefined;
    },
    async findByUid(uid) {
      return store.findByUid(model, uid)?.payload as AdapterPayload | undefined;
    },
    async findByUserCode() {
      return undefined;
    },
    consume: (id) => store.consume(model, id),
    destroy: (id) => store.remove(model, id),
    revokeByGrantId: (grantId) => store.removeGrant(model, grantId),
  });
}

function clientOf({ clientId, params, request }: AdapterPayload): string {
  const asked = params?.client_id ?? (request === undefined ? undefined : pushedParameters(request).client_id);
  return clientId ?? (typeof asked === 'string' ? asked : '');
}

/** The parameters in the unsigned JWT as which the provider keeps a pushed authorization request. */
export function pushedParameters(request: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(request.split('.')[1] ?? '', 'base64url').toString());
}
