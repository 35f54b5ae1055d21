import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { richSpec } from './rich-spec.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const REDOCLY = join(ROOT, 'node_modules/@redocly/cli/bin/cli.js');
/** Of GitHub's REST API, one of the largest that is public. */
const OPERATIONS = 1223;

/** What a command took, all its threads together. */
export interface Taken {
  name: string;
  seconds: number;
  /** Of processor time: less disturbed by what else runs on the machine. */
  cpuSeconds: number;
  peakMb: number;
}

/** A command of ours, and the peer's for the same on the same file, run one after the other. */
export interface Compared {
  ours: Taken;
  peer: Taken | null;
}

/**
 * Measures the commands for specs on one large file, nothing cached.
 * @param file a spec; a generated one of 1,223 operations when `null`
 */
export async function measureLargeSpec(file: string | null, onProgress: (line: string) => void): Promise<Compared[]> {
  const folder = await mkdtemp(join(tmpdir(), 'dpi-bench-spec-'));
  try {
    const name = `openapi${file === null ? '.json' : extname(file)}`;
    const service = join(folder, 'services/large/v1');
    const [spec, revision] = [join(service, name), join(folder, `revision${extname(name)}`)];
    await mkdir(service, { recursive: true });
    if (file === null) await writeFile(spec, JSON.stringify(richSpec(OPERATIONS), null, 2));
    else await copyFile(file, spec);
    await writeFile(revision, (await readFile(spec, 'utf8')).replaceAll('"maxLength": 80', '"maxLength": 40'));
    const measure = async (label: string, args: string[]): Promise<Taken> => {
      onProgress(label);
      return { name: label, ...(await run(args, folder, { SPECS_DIR: join(folder, 'services') })) };
    };
    const imported = join(folder, 'imported');
    const report = join(folder, 'report.txt');
    await mkdir(imported);
    // A command that breaks down ends with 1, as one that has findings does.
    const withReport = (taken: Taken): Taken => {
      if (!existsSync(report)) throw new Error('The check wrote no report.');
      return taken;
    };
    const choices = ['--id', 'imported', '--layer', 'services', '--agency', 'registrar-general', '--yes'];
    return [
      {
        ours: withReport(await measure('check', [join(ROOT, 'scripts/check.ts'), '--output', report])),
        peer: await measure('redocly lint', [REDOCLY, 'lint', spec]),
      },
      {
        ours: await measure('diff', [join(ROOT, 'scripts/diff.ts'), spec, revision]),
        peer: await measure('redocly diff', [REDOCLY, 'diff', spec, revision]),
      },
      {
        ours: await measure('new-service --from', [
          join(ROOT, 'scripts/new-service.ts'),
          ...['--from', spec, '--specs-dir', imported, ...choices],
        ]),
        peer: null,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs a script and lets it write, at its end, what it has used. */
async function run(args: string[], folder: string, env: Record<string, string>): Promise<Omit<Taken, 'name'>> {
  const report = join(folder, 'usage.json');
  const atExit = `import { writeFileSync } from 'node:fs'; import { isMainThread } from 'node:worker_threads';
    if (isMainThread) process.on('exit', () => writeFileSync(${JSON.stringify(report)}, JSON.stringify(process.resourceUsage())));`;
  const started = performance.now();
  const flags = [
    '--disable-warning=ExperimentalWarning',
    '--import',
    `data:text/javascript,${encodeURIComponent(atExit)}`,
  ];
  const child = spawn(process.execPath, [...flags, ...args], {
    stdio: 'ignore',
    cwd: folder,
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', ...env },
  });
  const code = await new Promise<number | null>((done) => child.once('exit', done));
  // 1 is for findings, or for changes that break clients.
  if (code !== 0 && code !== 1) throw new Error(`${args.join(' ')} ended with ${code}.`);
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(await readFile(report, 'utf8'));
  await rm(report);
  return {
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakMb: maxRSS / 1024,
  };
}
