import { errorMessage } from '@dpi/specs/error-message';
import type { Catalogue, Service } from '@dpi/specs/model';
import { serviceReference } from '@dpi/specs/service-reference';
import { leaveOut } from './leaveOut.ts';
import { operationPageWithHtml } from './operationPageWithHtml.ts';
import { operationPageWithSamples } from './operationPageWithSamples.ts';
import { cataloguePage } from './pages/cataloguePage.ts';
import { changelogPage } from './pages/changelogPage.ts';
import { guidelinePage, rulePage } from './pages/guidelinePages.ts';
import { homePage } from './pages/homePage.ts';
import { personasPage } from './pages/personasPage.ts';
import { problemListPage, problemPage } from './pages/problemPages.ts';
import { servicePage } from './pages/servicePage.ts';
import { standardListPage, standardPage } from './pages/standardPages.ts';

export interface PortalRoute {
  /** Without a locale prefix, with a slash at the end. */
  path: string;
  /** The file that draws it, from the portal's folder. Its default export is given `page`. */
  component: string;
  /** Path that fits all pages of this kind, such as `/standards/:id/`. Of two that fit a page, the one that comes first is its own. */
  pattern: string;
  page: object;
}

/** Every page that shows something of the catalogue. A service whose data no page can be made of is left out, as broken. */
export function portalRoutes(whole: Catalogue): PortalRoute[] {
  const reasons = new Map<string, string>();
  const own = new Map<Service, PortalRoute[]>();
  for (const service of whole.services) {
    const reason = failureOf(() => own.set(service, serviceRoutes(whole, service)));
    if (reason !== null) reasons.set(serviceReference(service), reason);
  }
  const catalogue = leaveOut(whole, reasons);
  let shared: PortalRoute[] = [];
  const failure = failureOf(() => {
    shared = sharedRoutes(catalogue);
  });
  if (failure === null) return [...catalogue.services.flatMap((service) => own.get(service) ?? []), ...shared];
  for (const service of catalogue.services) {
    const reason = failureOf(() => sharedRoutes({ ...catalogue, services: [service] }));
    if (reason !== null) reasons.set(serviceReference(service), reason);
  }
  if (catalogue.services.length === leaveOut(whole, reasons).services.length) throw new Error(failure);
  return portalRoutes(leaveOut(whole, reasons));
}

/** What is thrown, in words; `null` where nothing is. */
function failureOf(make: () => unknown): string | null {
  try {
    make();
    return null;
  } catch (error) {
    return errorMessage(error);
  }
}

function serviceRoutes(catalogue: Catalogue, service: Service): PortalRoute[] {
  return [
    route(service.url, 'pages/Service', servicePage(catalogue, service), '/catalogue/:service/:version/'),
    route(
      `${service.url}changelog/`,
      'pages/Changelog',
      changelogPage(service),
      '/catalogue/:service/:version/changelog/',
    ),
    ...service.operations.map((operation) =>
      route(
        operation.url,
        'pages/Operation',
        operationPageWithHtml(operationPageWithSamples(catalogue, service, operation)),
        '/catalogue/:service/:version/:operation/',
      ),
    ),
  ];
}

/** Pages that show several services, or none. */
function sharedRoutes(catalogue: Catalogue): PortalRoute[] {
  const { standards, guideline, problems } = catalogue;
  return [
    route('/', 'pages/Home', homePage(catalogue)),
    route('/catalogue/', 'pages/Catalogue', cataloguePage(catalogue)),
    route('/standards/', 'pages/Standards', standardListPage(catalogue)),
    ...standards.map((standard) =>
      route(`/standards/${standard.id}/`, 'pages/Standard', standardPage(catalogue, standard), '/standards/:id/'),
    ),
    route('/guideline/', 'pages/Guideline', guidelinePage(catalogue)),
    ...guideline.map((rule) =>
      route(`/guideline/${rule.id}/`, 'pages/Rule', rulePage(catalogue, rule), '/guideline/:id/'),
    ),
    route('/personas/', 'pages/Personas', personasPage(catalogue)),
    route('/problems/', 'pages/Problems', problemListPage(catalogue)),
    ...problems.map((problem) =>
      route(`/problems/${problem.id}/`, 'pages/Problem', problemPage(problem), '/problems/:id/'),
    ),
  ];
}

/** Pages that show nothing of the catalogue. */
export const PLAIN_ROUTES = [
  { path: '/get-a-key/', component: 'team/GetAKey.tsx' },
  { path: '/my-team/', component: 'team/MyTeam.tsx' },
  { path: '/my-world/', component: 'team/MyWorld.tsx' },
  { path: '/my-webhooks/', component: 'webhooks/MyWebhooks.tsx' },
  { path: '/search/', component: 'search/SearchPage.tsx' },
];

function route(path: string, folder: string, page: object, pattern = path): PortalRoute {
  return { path, component: `${folder}/index.tsx`, pattern, page };
}
