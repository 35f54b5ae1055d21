import {
  arazzoPath,
  arazzoYaml,
  asyncApi,
  asyncApiPath,
  badgeSvg,
  catalogueFeed,
  catalogueJson,
  llmsTxt,
  openApiFiles,
  openApiJson,
  openApiYaml,
  postmanCollection,
  pythonClient,
  pythonClientPath,
  sampleAppPath,
  sampleAppZip,
  serviceFeed,
  standardSchema,
  standardSchemaPath,
  typescriptClient,
  typescriptClientPath,
} from '@dpi/specs';
import type { Catalogue, OpenApiDocument, Service } from '@dpi/specs/model';
import type { Texts } from '@dpi/specs/texts';
import type { Exchange } from '../server/exchange.ts';
import type { ProblemSender } from '../server/send-problem.ts';
import { sendRedirect } from '../server/send-redirect.ts';
import { createDownloadAddresses } from './download-addresses.ts';
import { type PageFile, pageText, preferred } from './page-files.ts';
import { sendPage } from './send-page.ts';

interface Download {
  type: string;
  /** Language of the texts in it, where it has some that are for people. */
  language?: string;
  /** `null` where what it is made of cannot be read now. */
  text: () => string | Buffer | Promise<string | null>;
}

/** Reads the document of a service in another language; `null` where it cannot be read now. */
export type ReadTranslation = (service: Service, locale: string) => Promise<OpenApiDocument | null>;

export interface DownloadOptions {
  catalogue: Catalogue;
  publicUrl: string;
  problems: ProblemSender;
  texts: Texts;
  readTranslation: ReadTranslation;
}

/** Machine-readable files that are made of the catalogue. */
export interface Downloads {
  /** Answers GET and HEAD of a path that is a download, or was meant to be one. @returns whether it was */
  handle(exchange: Exchange): Promise<boolean>;
}

/** Tools on other origins read them, and a catalogue can change at the next start. */
const HEADERS = ['Access-Control-Allow-Origin', '*', 'Cache-Control', 'no-cache'];

const ATOM = 'application/atom+xml; charset=utf-8';

export function createDownloads(options: DownloadOptions): Downloads {
  const { catalogue, publicUrl, problems } = options;
  const downloads = new Map<string, Download>([
    ['/catalogue.json', { type: 'application/json', text: () => json(catalogueJson(catalogue, publicUrl)) }],
    ['/llms.txt', { type: 'text/plain; charset=utf-8', text: () => llmsTxt(catalogue, publicUrl) }],
    ['/changelog.atom', { type: ATOM, text: () => catalogueFeed(catalogue, publicUrl) }],
  ]);
  for (const service of catalogue.services) {
    for (const [path, download] of openApiDownloads(service, options)) downloads.set(path, download);
    downloads.set(`${service.url}postman.json`, {
      type: 'application/json',
      text: () => json(postmanCollection(service, publicUrl)),
    });
    downloads.set(typescriptClientPath(service), {
      type: 'text/plain; charset=utf-8',
      text: () => typescriptClient(service, publicUrl),
    });
    downloads.set(pythonClientPath(service), {
      type: 'text/plain; charset=utf-8',
      text: () => pythonClient(service, publicUrl),
    });
    const webhooks = asyncApiPath(service);
    if (webhooks !== null)
      downloads.set(webhooks, { type: 'application/json', text: () => json(asyncApi(service, publicUrl)) });
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
  for (const app of catalogue.sampleApps) {
    downloads.set(sampleAppPath(app), {
      type: 'application/zip',
      text: () => sampleAppZip(catalogue, app, publicUrl),
    });
  }
  for (const standard of catalogue.standards) {
    downloads.set(standardSchemaPath(standard), {
      type: 'application/schema+json',
      text: () => json(standardSchema(standard, catalogue.standards, publicUrl)),
    });
  }

  const meaningOf = createDownloadAddresses(catalogue, new Set(downloads.keys()));
  /** Made when first asked for: most specs are never downloaded. */
  const made = new Map<string, Promise<PageFile | null>>();

  const fileOf = (path: string, { text, type }: Download, accepted: string): Promise<PageFile | null> => {
    const key = `${preferred(accepted)} ${path}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const file = Promise.resolve(text()).then((content) =>
      content === null ? null : pageText(content, type, accepted),
    );
    made.set(key, file);
    const forget = () => made.delete(key);
    file.then((content) => content ?? forget(), forget);
    return file;
  };

  return {
    async handle(exchange) {
      const { path, req } = exchange;
      const download = downloads.get(path);
      if (download === undefined) {
        const meaning = meaningOf(path);
        if (meaning === null) return false;
        if ('redirect' in meaning) sendRedirect(exchange, 302, meaning.redirect, HEADERS);
        else problems.send(exchange, meaning.missing, HEADERS);
        return true;
      }
      const { language } = download;
      const accepted = [req.headers['accept-encoding']].flat().join(',');
      const file = await fileOf(path, download, accepted);
      if (file !== null) {
        sendPage(exchange, file, language === undefined ? HEADERS : [...HEADERS, 'Content-Language', language]);
      } else {
        const values = { path: path.replace(/\.[\w-]+(?=\.\w+$)/, '') };
        const detail = { id: 'sandbox.downloads.no-translation', values };
        problems.send(exchange, { id: 'service-broken', detail }, HEADERS);
      }
      return true;
    },
  };
}

/** The OpenAPI files of a service in every language, by path. */
function openApiDownloads(
  service: Service,
  { catalogue, publicUrl, texts, readTranslation }: DownloadOptions,
): [string, Download][] {
  return openApiFiles(catalogue, service).flatMap(({ locale, yaml, json: jsonPath }, index): [string, Download][] => {
    const made = (write: (translated: Service) => string) => async () => {
      const document = index === 0 ? service.document : await readTranslation(service, locale);
      return document === null ? null : write({ ...service, document });
    };
    const asYaml = made((translated) => openApiYaml(translated, publicUrl, locale, texts));
    const asJson = made((translated) => json(openApiJson(translated, publicUrl, locale, texts)));
    return [
      [yaml, { type: 'application/yaml', language: locale, text: asYaml }],
      [jsonPath, { type: 'application/json', language: locale, text: asJson }],
    ];
  });
}

/** Indented: people look into these files too, and compressed they are hardly larger. */
function json(value: object): string {
  return JSON.stringify(value, null, 2);
}
