import type { Catalogue, Service } from '@dpi/specs/model';
import type { SearchEntry } from '@dpi/specs/search';
import { type OperationNodes, operationNodes } from '../../reference/operationNodes.ts';
import { operationPage } from '../../reference/operationPage.ts';
import type { SchemaNode } from '../../reference/schemaNode.ts';
import { versionedTitle } from '../../service/versionedTitle.ts';
import { markdownToText } from '../markdown.ts';
import { firstSentence } from '../pages/standardPages.ts';

/** Where a field is drawn on the page of an operation. */
interface Field {
  name: string;
  /** Markdown. */
  description: string;
  /** Of the closest place around it that has one. */
  anchor: string | null;
}

/** Parameters and fields of each service, each once: where the first operation that has it shows it. */
export function fieldEntries(catalogue: Catalogue): SearchEntry[] {
  return catalogue.services.flatMap((service) => fieldsOf(catalogue, service));
}

function fieldsOf(catalogue: Catalogue, service: Service): SearchEntry[] {
  const entries = new Map<string, SearchEntry>();
  for (const operation of service.operations) {
    const page = operationPage(catalogue, service, operation);
    for (const { name, description, anchor } of fields(operationNodes(page.operation, page.schemas))) {
      if (entries.has(name)) continue;
      const about = firstSentence(markdownToText(description));
      entries.set(name, {
        type: 'field',
        url: anchor === null ? operation.url : `${operation.url}#${anchor}`,
        title: name,
        context: `${versionedTitle(service)} · ${operation.summary || operation.path}`,
        text: about,
      });
    }
  }
  return [...entries.values()];
}

/** What one sends comes before what one gets. Errors have the same fields everywhere. */
function fields({ parameters, body, responses }: OperationNodes): Field[] {
  return [
    ...parameters.flatMap(({ items }) =>
      items.flatMap(({ parameter, node }) => [
        { name: parameter.name, description: parameter.description, anchor: node.anchor },
        ...fieldsIn(node, null),
      ]),
    ),
    ...body.flatMap(({ node }) => (node === null ? [] : fieldsIn(node, null))),
    ...responses.flatMap(({ contents }) =>
      contents.flatMap(({ content, node }) =>
        node === null || content.contentType === 'application/problem+json' ? [] : fieldsIn(node, null),
      ),
    ),
  ];
}

function fieldsIn(node: SchemaNode, around: string | null): Field[] {
  const anchor = node.anchor ?? around;
  return node.groups.flatMap(({ kind, members }) =>
    members.flatMap((member) => [
      ...(kind === 'properties' && member.name !== null
        ? [
            {
              name: member.name,
              description: member.node.description || member.node.title,
              anchor: member.node.anchor ?? anchor,
            },
          ]
        : []),
      ...fieldsIn(member.node, anchor),
    ]),
  );
}
