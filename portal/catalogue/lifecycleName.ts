import { translate } from '@docusaurus/Translate';
import type { Lifecycle } from '@dpi/specs/model';

/** Where a service stands between first sketch and end, in a word. */
export function lifecycleName(lifecycle: Lifecycle): string {
  switch (lifecycle) {
    case 'draft':
      return translate({ id: 'catalogue.lifecycle.draft', message: 'Draft' });
    case 'alpha':
      return translate({ id: 'catalogue.lifecycle.alpha', message: 'Alpha' });
    case 'beta':
      return translate({ id: 'catalogue.lifecycle.beta', message: 'Beta' });
    case 'stable':
      return translate({ id: 'catalogue.lifecycle.stable', message: 'Stable' });
    case 'deprecated':
      return translate({ id: 'catalogue.lifecycle.deprecated', message: 'Deprecated' });
    case 'retired':
      return translate({ id: 'catalogue.lifecycle.retired', message: 'Retired' });
  }
}
