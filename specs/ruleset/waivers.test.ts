import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readWaivers, waiverFor } from './waivers.ts';

const TODAY = '2026-11-30';

function waiversAt(pointer: string) {
  const waiver = { rule: 'pagination', reason: 'The list has five entries.', until: '2027-01-31', pointer };
  const info = { title: 'A', version: '1.0.0', 'x-waivers': [waiver] };
  return readWaivers({ document: { openapi: '3.1.0', info, paths: {} } }, TODAY);
}

test('a waiver lets off what stands at its pointer or below', () => {
  for (const pointer of ['/paths/~1births~1{id}', '#/paths/~1births~1{id}', '#/paths/~1births~1%7Bid%7D']) {
    const waivers = waiversAt(pointer);
    assert.ok(waiverFor(waivers, 'pagination', '#/paths/~1births~1{id}/get'), pointer);
    assert.equal(waiverFor(waivers, 'pagination', '#/paths/~1births/get'), undefined);
    assert.equal(waiverFor(waivers, 'path-nouns', '#/paths/~1births~1{id}/get'), undefined);
  }
});
