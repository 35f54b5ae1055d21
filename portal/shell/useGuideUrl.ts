import { usePluginData } from '@docusaurus/useGlobalData';

interface GuidesData {
  versions: { mainDocId: string; docs: { id: string; path: string }[] }[];
}

/** Finds where a guide is by its id, which is its file below `docs/`; without one, the guide to begin with. */
export function useGuideUrl(): (id?: string) => string | undefined {
  const data = usePluginData('docusaurus-plugin-content-docs') as GuidesData | undefined;
  const version = data?.versions[0];
  return (wanted = version?.mainDocId) => version?.docs.find(({ id }) => id === wanted)?.path;
}
