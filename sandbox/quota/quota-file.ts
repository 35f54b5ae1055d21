import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { errorCode } from '@dpi/specs/error-message';
import { replaceFile } from '../files/replace-file.ts';
import type { FixedWindow, SavedWindow } from './fixed-window.ts';

/** Windows that are written without a break: they take a few milliseconds. */
const WINDOWS_AT_A_TIME = 500;

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
    if (errorCode(error) === 'ENOENT') return;
    onTrouble(`${file} cannot be read; all quotas begin anew`, error);
  }
}

export function writeWindows(file: string, windows: Windows): Promise<void> {
  return replaceFile(file, windowsText(windows));
}

/** JSON of a {@link SavedQuota}, in parts between which calls are answered: there may be windows of many addresses. */
export async function* windowsText(windows: Windows): AsyncGenerator<string> {
  yield `{"savedAt":${Date.now()},"windows":{`;
  for (const [index, [name, window]] of Object.entries(windows).entries()) {
    let text = `${index === 0 ? '' : ','}${JSON.stringify(name)}:[`;
    let count = 0;
    for (const saved of window.save()) {
      text += `${count === 0 ? '' : ','}${JSON.stringify(saved)}`;
      count += 1;
      if (count % WINDOWS_AT_A_TIME > 0) continue;
      yield text;
      text = '';
      await setImmediate();
    }
    yield `${text}]`;
  }
  yield '}}';
}
