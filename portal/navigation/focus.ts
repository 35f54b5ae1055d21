interface Update {
  previousLocation: { pathname: string } | null;
  location: { pathname: string; hash: string };
}

/** On another page the keyboard and the screen reader begin at its content, as they would after a full load. */
export function onRouteDidUpdate({ previousLocation, location }: Update): void {
  if (previousLocation === null || previousLocation.pathname === location.pathname || location.hash !== '') return;
  document.getElementById('content')?.focus({ preventScroll: true });
}
