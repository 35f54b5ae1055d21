import type { ReactNode } from 'react';

/** A file that the server has and the site has no page for. */
export function DownloadLink({ path, children }: { path: string; children: ReactNode }): ReactNode {
  return (
    <p>
      <a href={path} download>
        {children}
      </a>
    </p>
  );
}
