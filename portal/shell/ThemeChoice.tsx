import { translate } from '@docusaurus/Translate';
import { type ReactNode, useEffect, useId, useState } from 'react';
import styles from './ThemeChoice.module.css';
import { applyTheme, readTheme, THEMES, type Theme } from './theme.ts';

/** Light, dark, or as the system has it. */
export default function ThemeChoice(): ReactNode {
  const name = useId();
  const [chosen, setChosen] = useState<Theme>('system');
  useEffect(() => setChosen(readTheme()), []);

  return (
    <fieldset className={`${styles.choice} needs-script not-printed`}>
      <legend className="visually-hidden">{translate({ id: 'theme.colours', message: 'Colours' })}</legend>
      {THEMES.map((theme) => (
        <label key={theme} className={styles.option} title={themeName(theme)}>
          <input
            className="visually-hidden"
            type="radio"
            name={name}
            checked={theme === chosen}
            onChange={() => {
              setChosen(theme);
              applyTheme(theme);
            }}
          />
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d={SHAPES[theme]} />
          </svg>
          <span className="visually-hidden">{themeName(theme)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function themeName(theme: Theme): string {
  switch (theme) {
    case 'light':
      return translate({ id: 'theme.light', message: 'Light' });
    case 'dark':
      return translate({ id: 'theme.dark', message: 'Dark' });
    case 'system':
      return translate({ id: 'theme.system', message: 'As on this device' });
  }
}

const SHAPES: Record<Theme, string> = {
  light:
    'M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6 16 16M4 16l1.4-1.4M14.6 5.4 16 4',
  dark: 'M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5z',
  system: 'M2.5 4h15v9.5h-15zM7 17h6M10 13.5V17',
};
