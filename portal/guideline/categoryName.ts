import { translate } from '@docusaurus/Translate';
import type { RuleCategory } from '@dpi/specs/model';

/** What the rules of a category are about. */
export function categoryName(category: RuleCategory): string {
  switch (category) {
    case 'metadata':
      return translate({ id: 'guideline.metadata', message: 'Metadata' });
    case 'design':
      return translate({ id: 'guideline.design', message: 'Design' });
    case 'security':
      return translate({ id: 'guideline.security', message: 'Security and privacy' });
    case 'errors':
      return translate({ id: 'guideline.errors', message: 'Responses and errors' });
    case 'data':
      return translate({ id: 'guideline.data', message: 'Data' });
    case 'examples':
      return translate({ id: 'guideline.examples', message: 'Examples' });
    case 'lifecycle':
      return translate({ id: 'guideline.lifecycle', message: 'Lifecycle' });
    case 'translation':
      return translate({ id: 'guideline.translation', message: 'Translation' });
  }
}
