import type { Catalogue } from '@dpi/specs/model';
import type { HomePage } from '../pageData.ts';
import { firstCall } from './firstCall.ts';
import { stack } from './stack.ts';

export function homePage(catalogue: Catalogue): HomePage {
  const { country, services, personas, standards } = catalogue;
  return {
    title: country.title,
    summary: country.summary,
    stack: stack(catalogue),
    counts: {
      services: services.length,
      operations: services.reduce((sum, { operations }) => sum + operations.length, 0),
      personas: personas.length,
      standards: standards.length,
    },
    firstCall: firstCall(catalogue),
  };
}
