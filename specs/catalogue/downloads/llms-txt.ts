import type { Catalogue } from '../model.ts';

/** `/llms.txt`: the catalogue as a short Markdown index, as llmstxt.org proposes. */
export function llmsTxt(catalogue: Catalogue, publicUrl: string): string {
  const lines = [
    `# ${catalogue.country.title}`,
    '',
    `> ${catalogue.country.summary}`,
    '',
    'Call the sandbox with a key in the header `X-API-Key`; `DEMO_KEY` works at a low quota. Specs are illustrative and all data is synthetic.',
    '',
  ];
  for (const service of catalogue.services) {
    lines.push(`## ${service.title} (${service.id} ${service.version})`, '', service.summary, '');
    lines.push(`- [OpenAPI](${publicUrl}${service.url}openapi.yaml): sandbox at ${publicUrl}${service.basePath}`);
    for (const operation of service.operations) {
      const call = `${operation.method.toUpperCase()} ${operation.path}`;
      lines.push(`- [${call}](${publicUrl}${operation.url}): ${operation.summary}`);
    }
    lines.push('');
  }
  return lines.join('\n');
}
