import { _, type Ajv, type AnySchema, type CodeKeywordDefinition, type KeywordCxt, type Name } from 'ajv';
import { alwaysValidSchema } from 'ajv/dist/compile/util.js';

/**
 * Gives `anyOf` and `oneOf` code of the same meaning, with the same errors, that grows flat. Ajv writes each alternative into
 * the `else` of the one before it, and V8 has no stack for a thousand of them.
 */
export function flattenAlternatives(ajv: Ajv): void {
  (ajv.getKeyword('anyOf') as CodeKeywordDefinition).code = anyOf;
  (ajv.getKeyword('oneOf') as CodeKeywordDefinition).code = oneOf;
}

function anyOf(cxt: KeywordCxt): void {
  const { gen, it } = cxt;
  const alternatives: AnySchema[] = cxt.schema;
  if (!it.opts.unevaluated && alternatives.some((alternative) => alwaysValidSchema(it, alternative))) return;
  const valid = gen.let('valid', false);
  const isValid = gen.name('_valid');
  for (const index of alternatives.keys()) {
    const check = () => {
      checkAlternative(cxt, index, isValid);
      gen.assign(valid, _`${valid} || ${isValid}`);
    };
    // Every alternative that fits says which members it speaks of.
    if (it.opts.unevaluated) check();
    else gen.if(_`!${valid}`, check);
  }
  settle(cxt, valid);
}

function oneOf(cxt: KeywordCxt): void {
  const { gen } = cxt;
  const alternatives: AnySchema[] = cxt.schema;
  const valid = gen.let('valid', false);
  const passing = gen.let('passing', null);
  const isValid = gen.name('_valid');
  cxt.setParams({ passing });
  for (const index of alternatives.keys()) {
    // The second one that fits decides.
    gen.if(_`${valid} || ${passing} === null`, () => {
      checkAlternative(cxt, index, isValid);
      gen.if(isValid, () =>
        gen.if(
          valid,
          () => gen.assign(valid, false).assign(passing, _`[${passing}, ${index}]`),
          () => gen.assign(valid, true).assign(passing, index),
        ),
      );
    });
  }
  settle(cxt, valid);
}

/** Writes the check of one alternative, which says in a variable whether the value fits. */
function checkAlternative(cxt: KeywordCxt, schemaProp: number, isValid: Name): void {
  const { gen, it, keyword } = cxt;
  if (alwaysValidSchema(it, cxt.schema[schemaProp])) {
    gen.var(isValid, true);
    return;
  }
  cxt.mergeValidEvaluated(cxt.subschema({ keyword, schemaProp, compositeRule: true }, isValid), isValid);
}

function settle(cxt: KeywordCxt, valid: Name): void {
  cxt.result(
    valid,
    () => cxt.reset(),
    () => cxt.error(true),
  );
}
