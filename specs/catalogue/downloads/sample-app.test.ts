import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { loadCatalogue } from '../load.ts';
import { llmsTxt } from './llms-txt.ts';
import { sampleAppPath, sampleAppZip } from './sample-app.ts';

const HERE = 'https://dpi.example';
const catalogue = await loadCatalogue();

/** Files of an archive, read from its beginning. */
function filesIn(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  for (let at = 0; archive.readUInt32LE(at) === 0x04034b50; ) {
    const start = at + 30 + archive.readUInt16LE(at + 26);
    const end = start + archive.readUInt32LE(at + 18);
    files.set(archive.toString('utf8', at + 30, start), inflateRawSync(archive.subarray(start, end)).toString());
    at = end;
  }
  return files;
}

test('a sample app comes with the clients that it imports, and is made for the platform it was downloaded from', () => {
  assert.ok(catalogue.sampleApps.length > 0);
  for (const app of catalogue.sampleApps) {
    const files = filesIn(sampleAppZip(catalogue, app, HERE));
    const text = [...files.values()].join('\n');
    for (const [, name] of text.matchAll(/from '\.\/(\S+?)'/g))
      if (name?.startsWith('clients/')) assert.ok(files.has(`${app.id}/${name}`), `${app.id}: ${name}`);
    assert.ok(app.services.length > 0);
    assert.doesNotMatch(text, /http:\/\/localhost:4000/);
    assert.match(files.get(`${app.id}/README.md`) ?? '', /\]\(https:\/\/dpi\.example\/catalogue\//);
    assert.match(files.get(`${app.id}/README.bn.md`) ?? '', /\p{Script=Bengali}/u);
    assert.ok(llmsTxt(catalogue, HERE).includes(`](${HERE}${sampleAppPath(app)})`));
  }
});

test('the same app is the same archive, byte by byte', () => {
  for (const app of catalogue.sampleApps)
    assert.deepEqual(sampleAppZip(catalogue, app, HERE), sampleAppZip(catalogue, app, HERE));
});
