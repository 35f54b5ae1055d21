import type { Catalogue } from '@dpi/specs/model';
import { operationPage } from '../reference/operationPage.ts';
import { operationPageWithHtml } from './operationPageWithHtml.ts';
import { cataloguePage } from './pages/cataloguePage.ts';
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
  page: object | null;
}

/** Every page of the portal but the guides. */
export function portalRoutes(catalogue: Catalogue): PortalRoute[] {
  const { services, standards, problems } = catalogue;
  return [
    route('/', 'pages/Home', homePage(catalogue)),
    route('/catalogue/', 'pages/Catalogue', cataloguePage(catalogue)),
    ...services.flatMap((service) => [
      route(service.url, 'pages/Service', servicePage(catalogue, service)),
      ...service.operations.map((operation) =>
        route(operation.url, 'pages/Operation', operationPageWithHtml(operationPage(catalogue, service, operation))),
      ),
    ]),
    route('/standards/', 'pages/Standards', standardListPage(catalogue)),
    ...standards.map((item) => route(`/standards/${item.id}/`, 'pages/Standard', standardPage(catalogue, item))),
    route('/personas/', 'pages/Personas', personasPage(catalogue)),
    route('/problems/', 'pages/Problems', problemListPage(catalogue)),
    ...problems.map((problem) => route(`/problems/${problem.id}/`, 'pages/Problem', problemPage(problem))),
    { path: '/get-a-key/', component: 'team/GetAKey.tsx', page: null },
    { path: '/my-team/', component: 'team/MyTeam.tsx', page: null },
  ];
}

function route(path: string, folder: string, page: object): PortalRoute {
  return { path, component: `${folder}/index.tsx`, page };
}
