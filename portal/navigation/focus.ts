import { unfoldAround } from './unfold.ts';

interface Update {
  previousLocation: { pathname: string; hash: string } | null;
  location: { pathname: string; hash: string };
}

/**
 * On another page the keyboard and the screen reader begin at its main heading, which a screen reader then reads; at what a
 * link's anchor names, where it has one.
 */
export function onRouteDidUpdate({ previousLocation, location }: Update): void {
  const { pathname, hash } = location;
  if (previousLocation === null) {
    const target = targetOf(hash);
    // Browsers show the place an address names; not all of them where it is folded.
    if (target?.closest('details:not([open])')) {
      unfoldAround(target);
      target.scrollIntoView();
    }
    return;
  }
  if (previousLocation.pathname === pathname && (hash === '' || previousLocation.hash === hash)) return;
  // Docusaurus says so while the page before is still drawn.
  requestAnimationFrame(() => {
    const target = targetOf(hash);
    if (target !== null) unfoldAround(target);
    moveFocus(target ?? document.querySelector<HTMLElement>('h1') ?? document.getElementById('content'));
    target?.scrollIntoView();
  });
}

function targetOf(hash: string): HTMLElement | null {
  return hash === '' ? null : document.getElementById(decodeURIComponent(hash.slice(1)));
}

/** Focuses something that need not be a control. */
function moveFocus(element: HTMLElement | null): void {
  if (element === null) return;
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}
