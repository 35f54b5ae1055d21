import { translate } from '@docusaurus/Translate';
import type { FactKeyword } from './schemaFacts.ts';

/** What a keyword asks for, in the reader's language, before the value it asks for. */
export function factLabel(keyword: FactKeyword): string {
  switch (keyword) {
    case 'required':
      return translate({ id: 'ref.fact.required', message: 'Required' });
    case 'const':
      return translate({ id: 'ref.fact.const', message: 'Always' });
    case 'enum':
      return translate({ id: 'ref.fact.enum', message: 'One of' });
    case 'pattern':
      return translate({ id: 'ref.fact.pattern', message: 'Matches' });
    case 'minLength':
      return translate({ id: 'ref.fact.minLength', message: 'Min length' });
    case 'maxLength':
      return translate({ id: 'ref.fact.maxLength', message: 'Max length' });
    case 'minimum':
      return translate({ id: 'ref.fact.minimum', message: 'At least' });
    case 'exclusiveMinimum':
      return translate({ id: 'ref.fact.exclusiveMinimum', message: 'More than' });
    case 'maximum':
      return translate({ id: 'ref.fact.maximum', message: 'At most' });
    case 'exclusiveMaximum':
      return translate({ id: 'ref.fact.exclusiveMaximum', message: 'Less than' });
    case 'multipleOf':
      return translate({ id: 'ref.fact.multipleOf', message: 'A multiple of' });
    case 'minItems':
      return translate({ id: 'ref.fact.minItems', message: 'Min items' });
    case 'maxItems':
      return translate({ id: 'ref.fact.maxItems', message: 'Max items' });
    case 'uniqueItems':
      return translate({ id: 'ref.fact.uniqueItems', message: 'Unique items' });
    case 'minContains':
      return translate({ id: 'ref.fact.minContains', message: 'Min matching items' });
    case 'maxContains':
      return translate({ id: 'ref.fact.maxContains', message: 'Max matching items' });
    case 'minProperties':
      return translate({ id: 'ref.fact.minProperties', message: 'Min properties' });
    case 'maxProperties':
      return translate({ id: 'ref.fact.maxProperties', message: 'Max properties' });
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return translate({ id: 'ref.fact.noMoreProperties', message: 'No other properties' });
    case 'items':
      return translate({ id: 'ref.fact.noMoreItems', message: 'No further items' });
    case 'dependentRequired':
      return translate({ id: 'ref.fact.dependentRequired', message: 'Required together' });
    case 'contentEncoding':
      return translate({ id: 'ref.fact.contentEncoding', message: 'Encoding' });
    case 'contentMediaType':
      return translate({ id: 'ref.fact.contentMediaType', message: 'Content type' });
    case 'default':
      return translate({ id: 'ref.fact.default', message: 'Default' });
  }
}

/** Keywords that are told in full by their label. */
export function isPlainFact(keyword: FactKeyword): boolean {
  return ['uniqueItems', 'additionalProperties', 'unevaluatedProperties', 'items'].includes(keyword);
}
