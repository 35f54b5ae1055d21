/** The page that Docusaurus is about to preload, which it does without saying which; empty for the one arrived on. */
let destination = '';

export function currentDestination(): string {
  return destination;
}

/** Docusaurus calls this when the reader sets out for a page, before it preloads that page. */
export function onRouteUpdate({ location }: { location: { pathname: string } }): void {
  destination = location.pathname;
  preloadOnIntent();
}

let docusaurus: typeof window.docusaurus | undefined;

/** A page is fetched when the reader turns to its link, and not, as Docusaurus has it, when the link comes in sight. */
function preloadOnIntent(): void {
  if (docusaurus !== undefined) return;
  const { preload } = window.docusaurus;
  docusaurus = {
    prefetch: () => false,
    preload: (pathname) => {
      const before = destination;
      destination = pathname;
      const loading = preload(pathname);
      destination = before;
      // Whatever went wrong shows when the link is followed.
      return loading === false ? false : loading.catch(() => []);
    },
  };
  window.docusaurus = docusaurus;
}
