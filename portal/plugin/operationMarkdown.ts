import type { JsonValue } from '@dpi/specs/json-value';
import { stringifyJson } from '@dpi/specs/numbers';
import { DEMO_KEY } from '../console/apiKey.ts';
import { buildRequest } from '../console/buildRequest.ts';
import { credentialHeader } from '../console/credentialHeader.ts';
import { bodyText, requestValues } from '../console/requestValues.ts';
import { curl } from '../reference/codeSamples/curl.ts';
import { exampleBodies, examplesByStatus } from '../reference/operationExamples.ts';
import { type ContentNode, type NamedNode, operationNodes } from '../reference/operationNodes.ts';
import type { OperationPage, PageExample } from '../reference/operationPage.ts';
import type { SchemaFact } from '../reference/schemaFacts.ts';
import type { SchemaGroup, SchemaMember, SchemaNode } from '../reference/schemaNode.ts';
import { statusWord } from '../reference/statusWord.ts';
import { versionedTitle } from '../service/versionedTitle.ts';

/** Gives a text of the interface in the language of the page, by its id and English. */
type Say = (id: string, english: string) => string;

/** Of the examples with one status, as many are written out; of the others there are names and titles. */
const WRITTEN_OUT = 3;

/**
 * An operation's page in Markdown, for agents and notes: the same in the same order, and each request as a command.
 * @param page its descriptions are Markdown
 * @param origin where the sandbox answers, such as `https://portal.example`
 */
export function operationMarkdown(page: OperationPage, say: Say, origin: string): string {
  const { operation, service, schemas } = page;
  const nodes = operationNodes(operation, schemas);
  const lines = [
    `# ${operation.summary || operation.path}`,
    '',
    `\`${operation.method.toUpperCase()} ${origin}${service.basePath}${operation.path}\``,
    '',
    `${versionedTitle(service)}, ${origin}${operation.url}`,
    '',
    ...paragraphs(operation.description, page.more),
  ];
  const parameters = nodes.parameters.flatMap(({ location, items }) =>
    items.flatMap((item) => namedLines(item, location, say)),
  );
  if (parameters.length > 0) lines.push(`## ${say('ref.parameters', 'Parameters')}`, '', ...parameters, '');
  if (operation.requestBody !== null) {
    const { required, description } = operation.requestBody;
    const need = required ? say('ref.required', 'required') : say('ref.optional', 'optional');
    lines.push(`## ${say('ref.requestBody', 'Request body')} (${need})`, '', ...paragraphs(description));
    lines.push(...nodes.body.flatMap((content) => contentLines(content, say)));
  }
  lines.push(`## ${say('ref.responses', 'Responses')}`, '');
  for (const { response, contents, headers } of nodes.responses) {
    lines.push(`### ${`${response.status} ${statusWord(response.status)}`.trim()}`, '');
    lines.push(...paragraphs(response.description), ...conditionLines(operation.examples, response.status, say));
    lines.push(...contents.flatMap((content) => contentLines(content, say)));
    if (headers.length > 0) {
      lines.push(`${say('ref.responseHeaders', 'Response headers')}:`, '');
      lines.push(...headers.flatMap((header) => namedLines(header, null, say)), '');
    }
  }
  if (operation.examples.length > 0) lines.push(`## ${say('ref.examples', 'Examples')}`, '');
  for (const { status, examples } of examplesByStatus(operation.examples)) {
    for (const example of examples.slice(0, WRITTEN_OUT)) lines.push(...exampleLines(page, example, origin));
    const others = examples.slice(WRITTEN_OUT);
    lines.push(...others.map(({ name, summary }) => `- ${[status, summary].filter(Boolean).join(' ')} (\`${name}\`)`));
    if (others.length > 0) lines.push('');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function paragraphs(...texts: string[]): string[] {
  return texts.filter((text) => text.trim() !== '').flatMap((text) => [text.trim(), '']);
}

function namedLines({ parameter, node, examples }: NamedNode, location: string | null, say: Say): string[] {
  const description = parameter.description || node.description;
  const described = { ...node, description, examples: examples.length > 0 ? examples : node.examples };
  const notes = location === null ? [] : [location];
  return memberLines({ name: parameter.name, required: parameter.required, node: described }, 0, say, notes);
}

function contentLines({ content, node }: ContentNode, say: Say): string[] {
  const lines = [`\`${content.contentType}\`${node === null ? '' : `: ${typeOf(node)}`}`, ''];
  if (node === null) return lines;
  lines.push(...paragraphs(node.description));
  const inside = [...node.facts.map(factText), ...insideLines(node, 0, say)];
  return inside.length === 0 ? lines : [...lines, ...inside.map(bullet), ''];
}

function insideLines(node: SchemaNode, depth: number, say: Say): string[] {
  if (node.shownAt !== null) return [];
  return node.groups.flatMap((group) => groupLines(group, depth, say));
}

function groupLines({ kind, discriminator, members }: SchemaGroup, depth: number, say: Say): string[] {
  if (kind === 'properties') return members.flatMap((member) => memberLines(member, depth, say));
  const label = discriminator === null ? `${kind}:` : `${kind}, discriminator \`${discriminator}\`:`;
  return [bullet(label, depth), ...members.flatMap((member) => memberLines(member, depth + 1, say))];
}

function memberLines({ name, required, node }: SchemaMember, depth: number, say: Say, notes: string[] = []): string[] {
  const head = [
    ...(name === null ? [] : [`\`${name}\``]),
    ...(node.title !== '' && name === null ? [`**${node.title}**`] : []),
    typeOf(node),
    ...notes,
    ...(required ? [say('ref.required', 'required')] : []),
    ...(node.readOnly ? [say('ref.readOnly', 'only in responses')] : []),
    ...(node.writeOnly ? [say('ref.writeOnly', 'only in requests')] : []),
    ...(node.deprecated ? [say('ref.deprecated', 'deprecated')] : []),
  ].join(', ');
  const facts = [...node.facts.map(factText), ...node.examples.slice(0, 1).map((value) => `e.g. ${code(value)}`)];
  const text = [node.description.replaceAll(/\s+/g, ' ').trim(), facts.join('; ')].filter(Boolean).join(' ');
  return [bullet(text === '' ? head : `${head}: ${text}`, depth), ...insideLines(node, depth + 1, say)];
}

function typeOf({ type, ref }: SchemaNode): string {
  return ref === null || ref === type ? type : `${type} (${ref})`;
}

function factText({ keyword, value, values }: SchemaFact): string {
  return `${keyword} ${values.length > 0 ? values.map(code).join(', ') : `\`${value}\``}`;
}

function code(value: JsonValue): string {
  return `\`${typeof value === 'string' ? value : stringifyJson(value)}\``;
}

/** A line that has no bullet yet gets one. */
function bullet(text: string, depth = 0): string {
  return /^ *- /.test(text) ? text : `${'  '.repeat(depth)}- ${text}`;
}

function conditionLines(examples: PageExample[], status: string, say: Say): string[] {
  const refusals = examples.filter((example) => example.status === status).flatMap((example) => example.refusals);
  if (refusals.length === 0) return [];
  const lines = refusals.map(({ rule, because }) => bullet(`${because} (\`${rule}\`)`));
  return [`${say('ref.conditions', 'Refused when')}:`, '', ...lines, ''];
}

function exampleLines({ operation, service, schemas }: OperationPage, example: PageExample, origin: string): string[] {
  const { name, summary, description } = example;
  const lines = [`### ${summary || name} (\`${name}\`)`, '', ...paragraphs(description)];
  if (example.request !== null) {
    const request = buildRequest(operation, requestValues(operation, example, schemas), schemas, {
      baseUrl: `${origin}${service.basePath}`,
      credential: credentialHeader(operation, service.servedBy, { key: DEMO_KEY, token: 'YOUR-TOKEN' }),
    });
    lines.push('```sh', curl(request), '```', '');
  }
  for (const { status, contentType, value } of exampleBodies(operation, name).responses)
    lines.push(`${status}, \`${contentType}\`:`, '', '```', bodyText(value), '```', '');
  return lines;
}
