import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failingServices } from './build.ts';

test('the services whose pages made a build fail are read from what it printed, each with the reason', () => {
  const lines = [
    '[INFO] [en] Creating an optimized production build...',
    '[WARNING] /catalogue/good/v1/list/ has a long title',
    '[ERROR] Error: Unable to build website for locale en.',
    '[cause]: Error: Can\'t render static file for pathname "/bn/catalogue/odd/v2/list-all/"',
    "[cause]: TypeError: Cannot read properties of null (reading 'map')",
    "[cause]: Error: Can't render static file for pathname path=/catalogue/odd/v2/get/",
    "Error: ENAMETOOLONG: name too long, open '/tmp/x/catalogue/long_id/v1/aaaa/index.html'",
  ];
  const failing = failingServices(lines);
  assert.deepEqual(Object.keys(failing), ['odd/v2', 'long_id/v1']);
  assert.match(failing['odd/v2'] ?? '', /reading 'map'/);
  assert.match(failing['long_id/v1'] ?? '', /name too long/);
});

test('a build that failed for another reason is no fault of a service', () => {
  assert.deepEqual(
    failingServices(["[ERROR] Error: Cannot find module './x'", 'at /catalogue/good/v1/ somewhere']),
    {},
  );
});
