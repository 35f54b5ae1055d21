import { translate } from '@docusaurus/Translate';
import { useGuideUrl } from './useGuideUrl.ts';

export interface NavigationItem {
  label: string;
  to: string;
  /** Further pages that belong to it. */
  also?: string[];
}

/** Where one can go from anywhere. */
export function useNavigation(): NavigationItem[] {
  const guides = useGuideUrl()();
  return [
    { label: translate({ id: 'theme.nav.catalogue', message: 'Catalogue' }), to: '/catalogue/' },
    { label: translate({ id: 'theme.nav.standards', message: 'Standards' }), to: '/standards/' },
    { label: translate({ id: 'theme.nav.guideline', message: 'Guideline' }), to: '/guideline/' },
    { label: translate({ id: 'theme.nav.personas', message: 'Test people' }), to: '/personas/' },
    { label: translate({ id: 'theme.nav.problems', message: 'Problems' }), to: '/problems/' },
    ...(guides ? [{ label: translate({ id: 'theme.guides', message: 'Guides' }), to: guides }] : []),
    {
      label: translate({ id: 'theme.nav.team', message: 'My team' }),
      to: '/my-team/',
      also: ['/my-world/', '/my-webhooks/'],
    },
  ];
}
