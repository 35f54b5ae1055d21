import { isScalar, parseDocument, visit } from 'yaml';
import { applyEdits, type Edit } from './edits.ts';
import { yamlText } from './yaml-text.ts';

const HOLE = /\{\{([^}]+)\}\}/g;

/** What stands for `{{name}}` in a template. */
export type Values = Record<string, string | string[]>;

/**
 * Fills the holes of a YAML template, each a text such as `'{{title}}'`, and quotes what is put in, so that no title can
 * change the structure. References to the shared standards are led to `standards`, a relative path.
 */
export function fillYaml(template: string, values: Values, standards: string): string {
  const edits: Edit[] = [];
  visit(parseDocument(template), {
    Scalar(_key, node) {
      if (!isScalar(node) || typeof node.value !== 'string' || !node.range) return;
      const [start, end] = node.range;
      if (node.value.startsWith(STANDARDS) && standards !== STANDARDS) {
        edits.push({ start, end, text: yamlText(node.value.replace(STANDARDS, standards)) });
      } else if (node.value.includes('{{')) {
        const [, lone] = /^\{\{([^}]+)\}\}$/.exec(node.value) ?? [];
        const value = lone === undefined ? fillText(node.value, values) : answerTo(lone, values);
        edits.push({ start, end, text: yamlText(value) });
      }
    },
  });
  return applyEdits(template, edits);
}

/** Fills the holes of a template that is plain text. */
export function fillText(template: string, values: Values): string {
  return template.replace(HOLE, (_hole, name: string) => String(answerTo(name, values)));
}

/** How a service in `specs/services` reaches the shared standards, and so does the template. */
const STANDARDS = '../../../standards/';

function answerTo(name: string, values: Values): string | string[] {
  const value = values[name];
  if (value === undefined) {
    throw new Error(`The template asks for "${name}", which nothing answers. Correct specs/scaffold/template.`);
  }
  return value;
}
