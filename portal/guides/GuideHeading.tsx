import useBrokenLinks from '@docusaurus/useBrokenLinks';
import type { ComponentProps, ReactNode } from 'react';

type HeadingProps = ComponentProps<'h2'> & { as: 'h2' | 'h3' | 'h4' };

/** A heading that links may point at: the build refuses those to anchors that no page has. */
function GuideHeading({ as: Level, ...props }: HeadingProps): ReactNode {
  useBrokenLinks().collectAnchor(props.id);
  return <Level {...props} />;
}

export const GuideHeading2 = (props: ComponentProps<'h2'>) => <GuideHeading as="h2" {...props} />;
export const GuideHeading3 = (props: ComponentProps<'h3'>) => <GuideHeading as="h3" {...props} />;
export const GuideHeading4 = (props: ComponentProps<'h4'>) => <GuideHeading as="h4" {...props} />;
