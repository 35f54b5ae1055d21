import type { PropVersionMetadata } from '@docusaurus/plugin-content-docs';
import { createContext } from 'react';

/** Sidebars of the guides by name, from the frame that knows them to the one that draws them. */
export const Sidebars = createContext<PropVersionMetadata['docsSidebars']>({});
