import type { Catalogue } from '@dpi/specs/model';
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

/** Every page that shows something of the catalogue. */
export function portalRoutes(catalogue: Catalogue): PortalRoute[] {
  const { services, standards, guideline, problems } = catalogue;
  return [
    route('/', 'pages/Home', homePage(catalogue)),
    route('/catalogue/', 'pages/Catalogue', cataloguePage(catalogue)),
    ...services.flatMap((service) => [
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
    ]),
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
];

function route(path: string, folder: string, page: object, pattern = path): PortalRoute {
  return { path, component: `${folder}/index.tsx`, pattern, page };
}
