/** Works without signing up, at a low quota for each network address. */
export const DEMO_KEY = 'DEMO_KEY';

const STORAGE_NAME = 'dpi.key';

/** The key this browser remembers, else the demonstration key. */
export function readKey(): string {
  return stored() || DEMO_KEY;
}

/** Remembers a key in this browser alone. `false` where the browser refuses to store anything. */
export function rememberKey(key: string): boolean {
  try {
    localStorage.setItem(STORAGE_NAME, key);
    return true;
  } catch {
    return false;
  }
}

export function forgetKey(): void {
  try {
    localStorage.removeItem(STORAGE_NAME);
  } catch {
    // Where nothing can be stored there is nothing to forget.
  }
}

/** Enough of a key or of a team's token to tell it from others, and no more; an organiser's token may have any form. */
export function maskKey(key: string): string {
  if (key === DEMO_KEY) return key;
  return `${/^dp[it]_/.test(key) && key.length >= 12 ? key.slice(0, 8) : ''}${'•'.repeat(8)}`;
}

function stored(): string | null {
  try {
    return localStorage.getItem(STORAGE_NAME);
  } catch {
    return null;
  }
}
