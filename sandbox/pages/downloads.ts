import {
  arazzoPath,
  arazzoYaml,
  badgeSvg,
  catalogueFeed,
  catalogueJson,
  llmsTxt,
  openApiJson,
  openApiYaml,
  postmanCollection,
  serviceFeed,
  standardSchema,
  standardSchemaPath,
} from '@dpi/specs';
import type { Catalogue } from '@dpi/specs/model';
import type { Exchange } from '../server/exchange.ts';
import { type PageFile, pageText, preferred } from './page-files.ts';
import { sendPage } from './send-page.ts';

interface Download {
  type: string;
  text: () => string;
}

/** Machine-readable files that are made of the catalogue. */
export interface Downloads {
  /** Whether there is one at a path. */
  has(path: string): boolean;
  /** Answers GET and HEAD of a path that {@link has} knows. */
  handle(exchange: Exchange): Promise<void>;
}

/** Tools on other origins read them, and a catalogue can change at the next start. */
const HEADERS = ['Access-Control-Allow-Origin', '*', 'Cache-Control', 'no-cache'];

const ATOM = 'application/atom+xml; charset=utf-8';

export function createDownloads(catalogue: Catalogue, publicUrl: string): Downloads {
  const downloads = new Map<string, Download>([
    ['/catalogue.json', { type: 'application/json', text: () => json(catalogueJson(catalogue, publicUrl)) }],
    ['/llms.txt', { type: 'text/plain; charset=utf-8', text: () => llmsTxt(catalogue, publicUrl) }],
    ['/changelog.atom', { type: ATOM, text: () => catalogueFeed(catalogue, publicUrl) }],
  ]);
  for (const service of catalogue.services) {
    downloads.set(`${service.url}openapi.yaml`, {
      type: 'application/yaml',
      text: () => openApiYaml(service, publicUrl),
    });
    downloads.set(`${service.url}openapi.json`, {
      type: 'application/json',
      text: () => json(openApiJson(service, publicUrl)),
    });
    downloads.set(`${service.url}postman.json`, {
      type: 'application/json',
      text: () => json(postmanCollection(service, publicUrl)),
    });
    downloads.set(`${service.url}badge.svg`, { type: 'image/svg+xml', text: () => badgeSvg(service) });
    downloads.set(`${service.url}changelog.atom`, {
      type: ATOM,
      text: () => serviceFeed(catalogue, service, publicUrl),
    });
  }

  for (const journey of catalogue.journeys) {
    downloads.set(arazzoPath(journey), {
      type: 'application/yaml',
      text: () => arazzoYaml(catalogue, journey, publicUrl),
    });
  }
  for (const standard of catalogue.standards) {
    downloads.set(standardSchemaPath(standard), {
      type: 'application/schema+json',
      text: () => json(standardSchema(standard, catalogue.standards, publicUrl)),
    });
  }

  /** Made when first asked for: most specs are never downloaded. */
  const made = new Map<string, Promise<PageFile>>();
  return {
    has: (path) => downloads.has(path),
    async handle(exchange) {
      const { path, req } = exchange;
      const download = downloads.get(path);
      if (download === undefined) throw new Error(`No download at ${path}`);
      const accepted = [req.headers['accept-encoding']].flat().join(',');
      const key = `${preferred(accepted)} ${path}`;
      let file = made.get(key);
      if (file === undefined) {
        file = pageText(download.text(), download.type, accepted);
        made.set(key, file);
      }
      sendPage(exchange, await file, HEADERS);
    },
  };
}

/** Indented: people look into these files too, and compressed they are hardly larger. */
function json(value: object): string {
  return JSON.stringify(value, null, 2);
}
