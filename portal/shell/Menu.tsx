import { useLocation } from '@docusaurus/router';
import { translate } from '@docusaurus/Translate';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import styles from './Header.module.css';
import KeyLink from './KeyLink.tsx';
import NavigationLinks from './NavigationLinks.tsx';
import ThemeChoice from './ThemeChoice.tsx';

/** The main places on a narrow screen. Opens without the page's script. */
export default function Menu({ label }: { label: string }): ReactNode {
  const { pathname } = useLocation();
  // A new page gets a new menu: a closed one.
  return <MenuSheet key={pathname} label={label} />;
}

function MenuSheet({ label }: { label: string }): ReactNode {
  const [open, setOpen] = useState(false);
  const menu = useRef<HTMLDetailsElement>(null);
  // It may have been opened before this script came.
  useEffect(() => setOpen(menu.current?.open ?? false), []);
  useEffect(() => (open && menu.current ? holdFocus(menu.current) : undefined), [open]);
  return (
    <details
      ref={menu}
      className={`${styles.menu} not-printed`}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>{translate({ id: 'theme.menu', message: 'Menu' })}</summary>
      <div className={styles.sheet}>
        <nav className={styles.sheetPlaces} aria-label={label}>
          <NavigationLinks />
        </nav>
        <KeyLink />
        <div className={styles.sheetReading}>
          <ThemeChoice />
        </div>
      </div>
    </details>
  );
}

/** Keeps focus out of the page beneath an open menu, and closes it by Escape or once the screen is too wide for it. */
function holdFocus(menu: HTMLDetailsElement): () => void {
  const beneath = document.querySelectorAll<HTMLElement>('#content, #content ~ footer');
  const setInert = (inert: boolean) => {
    for (const element of beneath) element.inert = inert;
  };
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key !== 'Escape') return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  };
  const onPointerDown = ({ target }: Event) => {
    if (target instanceof Node && !menu.contains(target)) menu.open = false;
  };
  const onResize = () => {
    if (menu.offsetParent === null) menu.open = false;
  };
  setInert(true);
  document.addEventListener('keydown', onKeyDown);
  document.addEventListener('pointerdown', onPointerDown);
  window.addEventListener('resize', onResize);
  return () => {
    setInert(false);
    document.removeEventListener('keydown', onKeyDown);
    document.removeEventListener('pointerdown', onPointerDown);
    window.removeEventListener('resize', onResize);
  };
}
