import { type ScalarTag, stringify } from 'yaml';
import { ExactNumber } from '../../numbers/index.ts';

const exactNumberTag: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  identify: (value) => value instanceof ExactNumber,
  resolve: (text) => ExactNumber.read(text),
  stringify: ({ value }) => String(value),
};

/** A document as YAML, every digit of its numbers included. */
export function writeYaml(document: object): string {
  return stringify(document, {
    lineWidth: 120,
    aliasDuplicateObjects: false,
    customTags: (tags) => [...tags, exactNumberTag],
  });
}
