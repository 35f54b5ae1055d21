import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const TEST = join(import.meta.dirname, '../../mocks/world/killed.test.ts');

/** Kills a process so many times during calls of 50 teams. @returns whether all that it acknowledged was kept */
export async function keepsWorlds(kills: number): Promise<boolean> {
  const args = ['--disable-warning=ExperimentalWarning', '--test', '--test-reporter=dot', TEST];
  const env = { ...process.env, KILL_ROUNDS: String(kills) };
  const [code] = await once(spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'], env }), 'close');
  return code === 0;
}
