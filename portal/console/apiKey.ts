/** Works without signing up, at a low quota for each network address. */
export const DEMO_KEY = 'DEMO_KEY';

/** What this browser remembers for calls to the sandbox; each empty where it remembers none. */
export interface KeyMemory {
  key: string;
  /** Name of the team that the key belongs to; empty for a key that somebody typed. */
  keyTeam: string;
  /** Name of the team that this browser is signed in to, as far as it knows. */
  team: string;
}

export const NOTHING_REMEMBERED: KeyMemory = { key: '', keyTeam: '', team: '' };

const STORAGE_NAMES: Record<keyof KeyMemory, string> = { key: 'dpi.key', keyTeam: 'dpi.key-team', team: 'dpi.team' };

export function readKeyMemory(): KeyMemory {
  try {
    const read = (name: keyof KeyMemory) => localStorage.getItem(STORAGE_NAMES[name]) ?? '';
    return { key: read('key'), keyTeam: read('keyTeam'), team: read('team') };
  } catch {
    return NOTHING_REMEMBERED;
  }
}

/** Changes what is remembered, in this browser alone; empty: forgets. `false` where the browser refuses to store anything. */
export function remember(change: Partial<KeyMemory>): boolean {
  try {
    for (const [name, value] of Object.entries(change)) {
      const stored = STORAGE_NAMES[name as keyof KeyMemory];
      if (value === '') localStorage.removeItem(stored);
      else localStorage.setItem(stored, value);
    }
    return true;
  } catch {
    return false;
  }
}

/**
 * The key that calls are made with: the remembered one, else the demonstration key. Empty for whoever is signed in to a
 * team and has no key of it on this device: their calls must not count as a stranger's without a word.
 */
export function keyInUse({ key, team }: KeyMemory): string {
  return key || (team === '' ? DEMO_KEY : '');
}

/** Enough of a key or of a team's token to tell it from others, and no more; an organiser's token may have any form. */
export function maskKey(key: string): string {
  if (key === DEMO_KEY) return key;
  return `${/^dp[it]_/.test(key) && key.length >= 12 ? key.slice(0, 8) : ''}${'•'.repeat(8)}`;
}
