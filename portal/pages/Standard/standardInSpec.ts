import type { StandardPage } from '../../plugin/pageData.ts';

/** Lines of YAML that use a standard in a spec, as seen from the folder of a service's version. */
export function standardInSpec({
  kind,
  name,
  source,
  schema,
}: Pick<StandardPage, 'kind' | 'name' | 'source' | 'schema'>): string {
  const reference = `$ref: ../../../standards/${source}`;
  switch (kind) {
    case 'parameter':
      return `parameters:\n  - ${reference}`;
    case 'header':
      return `headers:\n  ${name}:\n    ${reference}`;
    case 'field':
      return `info:\n  ${name}: ${schema.examples?.[0]}`;
    case 'schema':
      return reference;
  }
}
