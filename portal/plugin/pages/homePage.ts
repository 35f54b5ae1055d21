import { compareText } from '@dpi/specs/compare-text';
import type { Catalogue } from '@dpi/specs/model';
import type { HomePage, LatestRelease } from '../pageData.ts';
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
    latest: latestReleases(catalogue),
  };
}

/** How many of the latest releases there are to see. */
const LATEST = 6;

/** The releases of all services, newest first; of one day, those that change something before first ones. */
function latestReleases({ services }: Catalogue): LatestRelease[] {
  return services
    .flatMap(({ title, url, releases }) =>
      releases.map(
        ({ version, date, changes }, index): LatestRelease => ({
          title,
          version,
          date,
          url: `${url}changelog/`,
          isFirst: index === releases.length - 1,
          changes: changes.length,
          breaking: changes.filter(({ level }) => level === 'breaking').length,
        }),
      ),
    )
    .sort((a, b) => compareText(b.date, a.date) || Number(a.isFirst) - Number(b.isFirst))
    .slice(0, LATEST);
}
