import Link from '@docusaurus/Link';
import type { ComponentProps, ReactNode } from 'react';
import Admonition from './Admonition.tsx';
import GuideCode from './GuideCode.tsx';
import { JourneyAnswer } from './JourneyAnswer.tsx';
import { JourneyCall } from './JourneyCall.tsx';
import { JourneyList } from './JourneyList.tsx';
import { JourneyMissing } from './JourneyMissing.tsx';

/** What the elements of a guide's Markdown become, and those that its directives stand for. */
export const guideElements = {
  a: Link,
  pre: GuideCode,
  table: Table,
  admonition: Admonition,
  JourneyAnswer,
  JourneyCall,
  JourneyList,
  JourneyMissing,
};

/** A table wider than the page scrolls by itself. */
function Table(props: ComponentProps<'table'>): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="table-scroll" tabIndex={0}>
      <table {...props} />
    </div>
  );
}
