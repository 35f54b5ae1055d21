import { markdownPath } from '../markdown-path.ts';
import type { Catalogue } from '../model.ts';
import { credentialNeed, simulatedSchemes } from '../security.ts';
import { arazzoPath } from './arazzo.ts';
import { asyncApiPath } from './asyncapi.ts';
import { openApiFiles } from './openapi.ts';
import { pythonClientPath } from './python/client.ts';
import { sampleAppPath } from './sample-app.ts';
import { standardSchemaPath } from './standard-schema.ts';
import { typescriptClientPath } from './typescript/client.ts';

/** What is not about one service. */
const PAGES = [
  ['Home', '/index.md', 'a first call, and where to begin'],
  ['Test people', '/personas.md', 'synthetic people with their numbers, the same in every service'],
  ['Problems', '/problems.md', 'every error, what it means and what to do'],
  ['Guideline', '/guideline.md', 'the rules that specs are checked by'],
];

/** `/llms.txt`: the catalogue as a short Markdown index, as llmstxt.org proposes. */
export function llmsTxt(catalogue: Catalogue, publicUrl: string): string {
  const lines = [
    `# ${catalogue.country.title}`,
    '',
    `> ${catalogue.country.summary}`,
    '',
    'Call the sandbox with a key in the header `X-API-Key`; `DEMO_KEY` works at a low quota. Operations marked "no key" need none. Specs are illustrative and all data is synthetic.',
    '',
    `Every page is there as Markdown: its path with \`.md\` in place of the last slash. \`${publicUrl}/mcp\` is an MCP server with tools that search, read and call. Guides and the whole reference in one file are at ${publicUrl}/llms-full.txt.`,
    '',
    ...PAGES.map(([title, path, about]) => `- [${title}](${publicUrl}${path}): ${about}`),
    '',
    ...links('Guides', catalogue.guides, publicUrl),
  ];
  for (const service of catalogue.services) {
    lines.push(`## ${service.title} (${service.id} ${service.version})`, '', service.summary, '');
    const isPlatform = service.servedBy === 'platform';
    const at = `${isPlatform ? 'answered by the platform itself, not simulated,' : 'sandbox'} at ${publicUrl}${service.basePath}`;
    const [source, ...translations] = openApiFiles(catalogue, service);
    lines.push(`- [OpenAPI](${publicUrl}${source.yaml}): ${at}`);
    for (const { language, yaml } of translations) lines.push(`- [OpenAPI (${language})](${publicUrl}${yaml})`);
    lines.push(`- [Postman collection](${publicUrl}${service.url}postman.json)`);
    lines.push(`- [Client for TypeScript](${publicUrl}${typescriptClientPath(service)})`);
    lines.push(`- [Client for Python](${publicUrl}${pythonClientPath(service)})`);
    const webhooks = asyncApiPath(service);
    if (webhooks !== null) lines.push(`- [Webhooks (AsyncAPI)](${publicUrl}${webhooks})`);
    const simulated = simulatedSchemes(service);
    if (simulated.length > 0) {
      lines.push(
        `- Simulated credentials: the sandbox key stands in for ${simulated.join(', ')}, which are not checked.`,
      );
    }
    for (const operation of service.operations) {
      const call = `${operation.method.toUpperCase()} ${operation.path}`;
      const need = credentialNeed(operation);
      const note =
        need === 'none' ? ` (no ${isPlatform ? 'token' : 'key'})` : need === 'optional' ? ' (key optional)' : '';
      lines.push(`- [${call}](${publicUrl}${markdownPath(operation.url)}): ${operation.summary}${note}`);
    }
    lines.push('');
  }
  lines.push(
    ...links(
      'Errors',
      catalogue.problems.map(({ id, title }) => ({ url: `/problems/${id}/`, title })),
      publicUrl,
    ),
  );
  if (catalogue.journeys.length > 0) {
    lines.push('## Journeys through several services (Arazzo)', '');
    for (const journey of catalogue.journeys)
      lines.push(`- [${journey.title}](${publicUrl}${arazzoPath(journey)}): ${journey.summary}`);
    lines.push('');
  }
  if (catalogue.sampleApps.length > 0) {
    lines.push('## Sample apps (ZIP, TypeScript)', '');
    for (const app of catalogue.sampleApps)
      lines.push(`- [${app.title}](${publicUrl}${sampleAppPath(app)}): ${app.summary}`);
    lines.push('');
  }
  if (catalogue.standards.length > 0) {
    lines.push('## Data standards (JSON Schema)', '');
    for (const standard of catalogue.standards)
      lines.push(`- [${standard.title}](${publicUrl}${standardSchemaPath(standard)})`);
    lines.push('');
  }
  return lines.join('\n');
}

/** A section with a list of pages, by the addresses of their Markdown; nothing where there are none. */
function links(heading: string, pages: { url: string; title: string }[], publicUrl: string): string[] {
  if (pages.length === 0) return [];
  return [`## ${heading}`, '', ...pages.map(({ url, title }) => `- [${title}](${publicUrl}${markdownPath(url)})`), ''];
}
