import { usePluginData } from '@docusaurus/useGlobalData';
import type { SiteData } from '../plugin/pageData.ts';

/** The country's classes of data protection: what each is called, and whether it says that anyone may see the data. */
export function useDataClasses(): { nameOf(id: string): string; isOpen(id: string): boolean } {
  const { dataProtection } = usePluginData('catalogue') as SiteData;
  return {
    // A class of an agency's own stands as it is.
    nameOf: (wanted) => dataProtection.find(({ id }) => id === wanted)?.name ?? wanted,
    isOpen: (id) => dataProtection[0]?.id === id,
  };
}
