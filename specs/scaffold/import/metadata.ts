import { isScalar } from 'yaml';
import type { Edit } from '../edits.ts';
import type { TypedAnswers } from '../questions.ts';
import { listOf } from '../questions.ts';
import type { ForeignSpec } from './foreign-spec.ts';
import { insertPairs, type NewPairs } from './insert-pairs.ts';

/** What a draft needs in `info` and the file does not say yet, as an edit and in words. What the file says is kept. */
export function addMetadata(spec: ForeignSpec, answers: TypedAnswers): { edits: Edit[]; added: NewPairs } {
  const wanted: NewPairs = { 'x-lifecycle': 'draft' };
  if (answers.layer !== undefined) wanted['x-layer'] = answers.layer;
  if (answers.agency !== undefined) wanted['x-agency'] = answers.agency;
  if (answers.audience !== undefined) wanted['x-audience'] = listOf(answers.audience);
  if (answers.dataProtection !== undefined) wanted['x-data-protection'] = answers.dataProtection;
  const added = Object.fromEntries(Object.entries(wanted).filter(([name]) => !spec.info.has(name)));
  const last = spec.info.items.at(-1);
  if (last === undefined || !isScalar(last.key) || Object.keys(added).length === 0) return { edits: [], added: {} };
  return { edits: [insertPairs(spec.text, spec.info, last, added, spec.isJson)], added };
}
