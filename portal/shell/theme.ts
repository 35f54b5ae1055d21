export const THEMES = ['light', 'dark', 'system'] as const;
export type Theme = (typeof THEMES)[number];

const STORAGE_NAME = 'dpi.theme';

/** The theme chosen on this device; `system` where none was. */
export function readTheme(): Theme {
  try {
    const stored = localStorage.getItem(STORAGE_NAME);
    return THEMES.find((theme) => theme === stored) ?? 'system';
  } catch {
    return 'system';
  }
}

/** Puts a theme on and remembers it. */
export function applyTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset.theme;
  else dataset.theme = theme;
  try {
    if (theme === 'system') localStorage.removeItem(STORAGE_NAME);
    else localStorage.setItem(STORAGE_NAME, theme);
  } catch {
    // The choice then lasts as long as the page.
  }
}
