import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const REDOCLY = join(ROOT, 'node_modules/.bin/redocly');

/** One step as it went. */
export interface WalkedStep {
  journey: string;
  step: string;
  passed: boolean;
  /** What was not as the journey says; empty where all was. */
  faults: string[];
}

/**
 * Walks journeys by `redocly respect`, each call against a running sandbox.
 * @param server where the sandbox is, such as `http://127.0.0.1:4000`
 * @param key of a team whose quota is enough
 * @param folder of the journeys
 * @param ids of those to walk
 * @param services that take part, as `<id>/<version>`
 */
export async function walkJourneys(
  server: string,
  key: string,
  folder: string,
  ids: string[],
  services: string[],
): Promise<WalkedStep[]> {
  const dir = await mkdtemp(join(tmpdir(), 'journeys-'));
  const output = join(dir, 'result.json');
  const servers = services.flatMap((name) => ['--server', `${name.split('/')[0]}=${server}/sandbox/${name}`]);
  const files = ids.map((id) => join(folder, `${id}.arazzo.yaml`));
  try {
    const log = await run([...['respect', ...files], ...servers, '--input', `apiKey=${key}`, '--json-output', output]);
    const text = await readFile(output, 'utf8').catch(() => {
      throw new Error(`The journeys could not be walked: ${log.trim().split('\n').slice(-5).join(' ')}`);
    });
    return stepsOf(JSON.parse(text));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** What the command said; that it ends with an error when a step fails is no fault of ours. */
function run(args: string[]): Promise<string> {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', NO_COLOR: '1', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  return new Promise((done) => {
    execFile(
      process.execPath,
      [REDOCLY, ...args],
      { env, cwd: ROOT, maxBuffer: 64 * 1024 * 1024 },
      (_error, stdout, stderr) => done(`${stdout}\n${stderr}`),
    );
  });
}

interface RespectResult {
  files: Record<string, { executedWorkflows?: { workflowId: string; executedSteps?: RespectStep[] }[] }>;
}
interface RespectStep {
  stepId: string;
  status?: string;
  checks?: { name: string; status?: string; message?: string; severity?: string }[];
}

function stepsOf({ files }: RespectResult): WalkedStep[] {
  return Object.values(files).flatMap(({ executedWorkflows = [] }) =>
    executedWorkflows.flatMap(({ workflowId, executedSteps = [] }) =>
      executedSteps.map(({ stepId, status, checks = [] }) => {
        const faults = checks
          .filter((check) => check.status !== undefined && check.status !== 'success' && check.severity !== 'off')
          .map(({ name, message }) => `${name}: ${(message ?? '').trim()}`);
        return { journey: workflowId, step: stepId, passed: status === 'success', faults };
      }),
    ),
  );
}
