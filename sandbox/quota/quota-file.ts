import { readFile } from 'node:fs/promises';
import { replaceFile } from '../files/replace-file.ts';
import type { FixedWindow, SavedWindow } from './fixed-window.ts';

type Windows = Record<string, FixedWindow>;

interface SavedQuota {
  /** In milliseconds since 1970: what a restart has in common with the time before. */
  savedAt: number;
  windows: Record<string, SavedWindow[]>;
}

/** Restores the windows of a file that is there. One that cannot be read is reported: a quota is not worth a stopped start. */
export async function readWindows(
  file: string,
  windows: Windows,
  onTrouble: (what: string, error: unknown) => void,
): Promise<void> {
  try {
    const saved = JSON.parse(await readFile(file, 'utf8')) as SavedQuota;
    const elapsed = Date.now() - saved.savedAt;
    for (const [name, window] of Object.entries(windows)) window.restore(saved.windows[name] ?? [], elapsed);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    onTrouble(`${file} cannot be read; all quotas begin anew`, error);
  }
}

export function writeWindows(file: string, windows: Windows): Promise<void> {
  const saved: SavedQuota = {
    savedAt: Date.now(),
    windows: Object.fromEntries(Object.entries(windows).map(([name, window]) => [name, window.save()])),
  };
  return replaceFile(file, JSON.stringify(saved));
}
