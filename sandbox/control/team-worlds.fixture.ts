import { MemoryStore, Worlds, worldOfTeam } from '@dpi/mocks';
import { loadCatalogue } from '@dpi/specs';
import { isObject, type JsonObject } from '@dpi/specs/json-value';

const catalogue = await loadCatalogue({ services: ['fund-transfer', 'account-directory'] });

/** The people of the country, some of whom have accounts. */
export const { personas } = catalogue;

/** Accounts of the seed. */
export const RAHIMA = '1012300456701';
export const KARIM = '1012300456702';
/** Transfers from here settle a minute later. */
export const JAMAL = '1012300456704';

export interface TeamWorlds {
  worlds: Worlds;
  /** Sends a transfer in the name of a team, and gives its id. */
  transfer(teamId: string, payer: string, payee: string, amount: string, requestId?: string): Promise<string>;
}

/** Worlds in which money can be sent, kept in memory. */
export function teamWorlds(): TeamWorlds {
  const worlds = new Worlds(catalogue, { store: new MemoryStore() });
  return {
    worlds,
    transfer: (teamId, payer, payee, amount, requestId = 'req_1') =>
      sendTransfer(worlds, { world: worldOfTeam(teamId), payer, payee, amount, requestId }),
  };
}

interface SentTransfer {
  world: string;
  payer: string;
  payee: string;
  amount: string;
  requestId: string;
}

/** Sends a transfer in a world, and gives its id. */
export async function sendTransfer(
  worlds: Worlds,
  { world, payer, payee, amount, requestId }: SentTransfer,
): Promise<string> {
  const body: JsonObject = {
    payer: { account: payer },
    payee: { account: payee },
    amount: { amount, currency: 'BDT' },
  };
  const { body: made } = await worlds.answer({
    world,
    service: 'fund-transfer',
    version: 'v1',
    operation: 'createTransfer',
    request: { path: {}, query: {}, header: {}, body },
    requestId,
  });
  return String(isObject(made) ? made.transferId : undefined);
}
