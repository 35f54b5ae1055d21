import Translate from '@docusaurus/Translate';
import type { ReactNode } from 'react';

/** Stands for the steps of a journey through services that this catalogue does not have. */
export function JourneyMissing(): ReactNode {
  return (
    <p>
      <Translate id="guide.missing">
        The steps cannot be shown: this journey passes through services that are not in this catalogue.
      </Translate>
    </p>
  );
}
