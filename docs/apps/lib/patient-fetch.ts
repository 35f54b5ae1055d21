import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPTS = 4;
const TIMEOUT_MS = 10_000;
/** Whoever waits at the screen is told sooner than after a longer wait. */
const LONGEST_WAIT_S = 20;

/**
 * A `fetch` that does not give up at once: it sends the same request again, with the same `Idempotency-Key`, when there is no
 * response or the service says that it cannot answer now, and waits as long as `Retry-After` asks.
 * @throws Error of the network, where there is no response after the last attempt
 */
export async function patientFetch(url: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const isLast = attempt === ATTEMPTS;
    try {
      const response = await readWhole(await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }));
      const seconds = Number(response.headers.get('Retry-After') ?? 2 ** (attempt - 1));
      if (isLast || seconds > LONGEST_WAIT_S || !(await isWorthRepeating(response, init))) return response;
      await sleep((seconds + Math.random()) * 1000);
    } catch (error) {
      // The call may have been carried out all the same; only one that is done once may be sent again.
      if (isLast || !isDoneOnce(init)) throw error;
      await sleep(2 ** (attempt - 1) * 500);
    }
  }
}

/** A connection can break in the middle of a body, too; then there is no response. */
async function readWhole({ body, status, statusText, headers }: Response): Promise<Response> {
  const bytes = body === null ? null : await new Response(body).arrayBuffer();
  return new Response(bytes?.byteLength ? bytes : null, { status, statusText, headers });
}

async function isWorthRepeating(response: Response, init: RequestInit): Promise<boolean> {
  // A call above the quota was not carried out.
  if (response.status === 429) return true;
  if (!isDoneOnce(init)) return false;
  if (response.status >= 500) return true;
  return response.status === 409 && (await response.clone().text()).includes('/idempotency-in-flight/');
}

/** Whether a call does the same however often it is sent. */
function isDoneOnce({ method = 'GET', headers }: RequestInit): boolean {
  return ['GET', 'PUT', 'DELETE'].includes(method) || new Headers(headers).has('Idempotency-Key');
}
