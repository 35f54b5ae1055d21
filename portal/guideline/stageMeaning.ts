import { translate } from '@docusaurus/Translate';
import type { Lifecycle } from '@dpi/specs/model';

/** What one can expect of a service at a stage. */
export function stageMeaning(stage: Lifecycle): string {
  switch (stage) {
    case 'draft':
      return translate({
        id: 'guideline.stage.draft',
        message: 'A first sketch, to be talked about. Build nothing on it.',
      });
    case 'alpha':
      return translate({
        id: 'guideline.stage.alpha',
        message: 'Open for trying out. It may change at any time, also in ways that break callers.',
      });
    case 'beta':
      return translate({
        id: 'guideline.stage.beta',
        message: 'Nearly done. Changes that break callers are rare and raise the major version.',
      });
    case 'stable':
      return translate({
        id: 'guideline.stage.stable',
        message: 'Ready to build on. Whatever would break callers comes as a new major version beside it.',
      });
    case 'deprecated':
      return translate({
        id: 'guideline.stage.deprecated',
        message: 'Still answers until the day that its page and every answer name. Move away from it before then.',
      });
    case 'retired':
      return translate({
        id: 'guideline.stage.retired',
        message: 'Switched off. Its pages stay for those who look for what took its place.',
      });
  }
}
