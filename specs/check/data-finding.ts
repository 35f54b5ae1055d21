import { relative } from 'node:path';
import type { DataFileError } from '../catalogue/data-file.ts';
import type { Finding } from '../catalogue/model.ts';
import type { CheckTexts } from './texts.ts';

/** A file of the platform's own data that cannot be used, such as a persona: nothing can be checked until it can. */
export function dataFinding({ message }: DataFileError, specsDir: string, text: CheckTexts): Finding {
  const [first = ''] = message.split('\n');
  const [, file = '', reason = first] = /^(\S.*?): (.*)$/.exec(first) ?? [];
  const place = / at line (\d+), column (\d+):?$/.exec(reason);
  return {
    severity: 'error',
    rule: 'data-readable',
    service: null,
    file: relative(specsDir, file),
    line: Number(place?.[1] ?? 1),
    column: Number(place?.[2] ?? 1),
    message: reason.replace(/ at line \d+, column \d+:?$/, ''),
    hint: text('data-readable', 'hint'),
  };
}
