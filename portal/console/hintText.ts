import { translate } from '@docusaurus/Translate';
import type { ValueHint } from './checkValue.ts';

/** A hint in the reader's language. */
export function hintText({ path, keyword, expected }: ValueHint): string {
  const text = keywordText(keyword, expected);
  return path === '' ? text : `${path}: ${text}`;
}

function keywordText(keyword: ValueHint['keyword'], expected: string): string {
  switch (keyword) {
    case 'required':
      return translate({ id: 'console.hint.required', message: '“{expected}” is missing' }, { expected });
    case 'type':
      return translate({ id: 'console.hint.type', message: 'should be {expected}' }, { expected });
    case 'enum':
      return translate({ id: 'console.hint.enum', message: 'should be one of {expected}' }, { expected });
    case 'const':
      return translate({ id: 'console.hint.const', message: 'should be {expected}' }, { expected });
    case 'pattern':
      return translate({ id: 'console.hint.pattern', message: 'should match {expected}' }, { expected });
    case 'minLength':
      return translate(
        { id: 'console.hint.minLength', message: 'should have at least {expected} characters' },
        { expected },
      );
    case 'maxLength':
      return translate(
        { id: 'console.hint.maxLength', message: 'should have at most {expected} characters' },
        { expected },
      );
    case 'minimum':
      return translate({ id: 'console.hint.minimum', message: 'should be at least {expected}' }, { expected });
    case 'maximum':
      return translate({ id: 'console.hint.maximum', message: 'should be at most {expected}' }, { expected });
    case 'exclusiveMinimum':
      return translate(
        { id: 'console.hint.exclusiveMinimum', message: 'should be more than {expected}' },
        { expected },
      );
    case 'exclusiveMaximum':
      return translate(
        { id: 'console.hint.exclusiveMaximum', message: 'should be less than {expected}' },
        { expected },
      );
    case 'multipleOf':
      return translate({ id: 'console.hint.multipleOf', message: 'should be a multiple of {expected}' }, { expected });
    case 'additionalProperties':
      return translate({ id: 'console.hint.additional', message: '“{expected}” does not belong here' }, { expected });
  }
}
