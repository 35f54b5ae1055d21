import Translate from '@docusaurus/Translate';
import type { ReactNode } from 'react';

/** The Arazzo file of a journey, for programs. */
export function JourneyFile({ path }: { path: string }): ReactNode {
  return (
    <p>
      <a href={path} download>
        <Translate id="guide.arazzo">Download this journey as an Arazzo file (YAML)</Translate>
      </a>
    </p>
  );
}
