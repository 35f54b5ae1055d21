import { translate } from '@docusaurus/Translate';
import type { Lifecycle } from '@dpi/specs/model';

/** What one can expect of a service at a stage. */
export function stageMeaning(stage: Lifecycle): string {
  switch (stage) {
    case 'draft':
      return translate({
        id: 'guideline.stage.draft',
        message: 'A first design, open for discussion. Do not build on it.',
      });
    case 'alpha':
      return translate({
        id: 'guideline.stage.alpha',
        message: 'Open for testing. It may change at any time, including breaking changes.',
      });
    case 'beta':
      return translate({
        id: 'guideline.stage.beta',
        message: 'Nearly complete. Breaking changes are rare and raise the major version.',
      });
    case 'stable':
      return translate({
        id: 'guideline.stage.stable',
        message: 'Ready for production. Breaking changes come as a new major version beside it.',
      });
    case 'deprecated':
      return translate({
        id: 'guideline.stage.deprecated',
        message: 'Still works until the date that its page and every response name. Migrate before then.',
      });
    case 'retired':
      return translate({
        id: 'guideline.stage.retired',
        message: 'Switched off. Its pages stay and point to the replacement.',
      });
  }
}
