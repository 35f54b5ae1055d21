import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { freePorts } from '../process.ts';
import { type Connection, connectionTo } from './connection.fixture.ts';
import { unzipped } from './unzipped.fixture.ts';

const MODULES = resolve(import.meta.dirname, '../../node_modules');

/** Where apps are run. */
export interface Platform {
  url: string;
  joinCode: string;
}

/** Downloads a sample app and unpacks it, with the packages that `npm install` would bring. @returns its folder */
export async function downloadApp(platform: Platform, id: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'app-'));
  const response = await fetch(`${platform.url}/apps/${id}.zip`);
  for (const { path, text } of unzipped(Buffer.from(await response.arrayBuffer()))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await symlink(MODULES, join(folder, 'node_modules'));
  return join(folder, id);
}

/** A team with a world of its own, and an app that runs with its key. */
export interface RunningApp {
  url: string;
  connection: Connection;
  /** Sends a form, as a browser does. @returns the page that is shown then */
  post(path: string, form?: Record<string, string>): Promise<string>;
  /** Asks for a page, with the cookies that the app has set; does not follow redirects. */
  get(path: string, init?: RequestInit): Promise<Response>;
  /**
   * Sends a form, and kills the app when a call that this leads to was carried out and its response lost; then starts it again.
   * @param after how many calls pass before that one
   */
  postAndKill(path: string, form: Record<string, string>, after: number): Promise<void>;
  /** A call with the key of the team, as a simulated person makes it. @param body `null` for a POST without one */
  service(path: string, body?: object | null): Promise<Record<string, unknown>>;
  /** A call to the control API with the token of the team. */
  control(path: string, body?: object, method?: string): Promise<Record<string, unknown>>;
  /** Objects of the team's world that a service keeps, as it keeps them. */
  objects(service: string, resource: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

let teams = 0;

/** @param folder of an app that was downloaded; what the app keeps is in a file of its own for each run */
export async function startApp(platform: Platform, folder: string, locale = 'en'): Promise<RunningApp> {
  teams += 1;
  const joined = await json(`${platform.url}/api/v1/teams`, {}, { joinCode: platform.joinCode, name: `App ${teams}` });
  const { key, token } = joined as { key: { secret: string }; token: string };
  const connection = await connectionTo(platform.url);
  const [port = 0] = await freePorts(1);
  const url = `http://localhost:${port}`;
  const data = await mkdtemp(join(tmpdir(), 'app-data-'));
  let process_: ChildProcess;
  let ended: Promise<unknown>;
  const start = async (): Promise<void> => {
    process_ = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'app.ts'], {
      cwd: folder,
      env: {
        ...process.env,
        PORT: String(port),
        DATA_FILE: join(data, 'data.json'),
        DPI_KEY: key.secret,
        DPI_TOKEN: token,
        DPI_URL: connection.url,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    ended = new Promise((done) => process_.once('exit', done));
    // It says so when it listens.
    await Promise.race([new Promise((done) => process_.stdout?.once('data', done)), ended]);
  };
  const cookies = new Map<string, string>();
  const get = async (path: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { 'Accept-Language': locale, cookie, ...init.headers };
    const response = await fetch(url + path, { redirect: 'manual', ...init, headers });
    for (const kept of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(kept) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
  const post = async (path: string, form: Record<string, string> = {}): Promise<string> => {
    const response = await get(path, { method: 'POST', body: new URLSearchParams(form) });
    const location = response.headers.get('Location');
    return (location?.startsWith('/') ? await get(location) : response).text();
  };
  const withKey = { 'X-API-Key': key.secret, 'Accept-Language': locale };
  const withToken = { Authorization: `Bearer ${token}` };
  await start();
  return {
    url,
    connection,
    get,
    post,
    async postAndKill(path, form, after) {
      connection.loss = { after, onLost: () => process_.kill('SIGKILL') };
      await post(path, form).catch(() => null);
      connection.loss = null;
      process_.kill('SIGKILL');
      await ended;
      await start();
    },
    service: (path, body) => json(`${platform.url}/sandbox/${path}`, withKey, body),
    control: (path, body, method) => json(`${platform.url}/api/v1/${path}`, withToken, body, method),
    async objects(service, resource) {
      const [id = '', version = ''] = service.split('/');
      const query = new URLSearchParams({ service: id, version, resource, limit: '100' });
      const { items, page } = await json(`${platform.url}/api/v1/world/objects?${query}`, withToken);
      if ((page as { hasMore: boolean }).hasMore) throw new Error(`More than a hundred of ${resource}.`);
      return (items as { data: Record<string, unknown> }[]).map(({ data }) => data);
    },
    async close() {
      process_.kill();
      await ended;
      connection.close();
      await rm(data, { recursive: true });
    },
  };
}

/** @throws Error where the response is no success */
async function json(
  url: string,
  headers: Record<string, string>,
  body?: object | null,
  method = body === undefined ? 'GET' : 'POST',
): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method,
    headers: body ? { ...headers, 'Content-Type': 'application/json' } : headers,
    body: body ? JSON.stringify(body) : null,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url}: ${text}`);
  return text === '' ? {} : JSON.parse(text);
}

/** What all accounts of the world hold, in hundredths. */
export async function moneyIn(app: RunningApp): Promise<bigint> {
  const accounts = await app.objects('fund-transfer/v1', 'account');
  return accounts.reduce((sum, account) => sum + hundredths(account.balance), 0n);
}

/** What an account holds, in hundredths. */
export async function balanceOf(app: RunningApp, number: string): Promise<bigint> {
  const accounts = await app.objects('fund-transfer/v1', 'account');
  return hundredths(accounts.find((account) => account.number === number)?.balance);
}

function hundredths(money: unknown): bigint {
  return BigInt((money as { amount: string }).amount.replace('.', ''));
}
