import { usePluginData } from '@docusaurus/useGlobalData';

interface GuidesData {
  versions: { mainDocId: string; docs: { id: string; path: string }[] }[];
}

/** The guide to begin with. */
export function useGuidesUrl(): string | undefined {
  const data = usePluginData('docusaurus-plugin-content-docs') as GuidesData | undefined;
  const version = data?.versions[0];
  return version?.docs.find(({ id }) => id === version.mainDocId)?.path;
}
