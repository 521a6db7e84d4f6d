import assert from 'node:assert/strict';
import { it } from 'node:test';
import { formatFuzzReport } from './fuzz-report.js';
import { fuzzService, TARGETS, type TargetName } from './targets.js';

/** Enough to meet every method in every form; `npm run fuzz` sends as many as one likes. */
const REQUESTS = 800;

for (const name of Object.keys(TARGETS) as TargetName[]) {
  it(`the ${name} stands ${String(REQUESTS)} hostile requests`, async () => {
    const result = await fuzzService(name, {
      requests: REQUESTS,
      seed: 1,
      signal: new AbortController().signal,
    });
    assert.equal(result.requests, REQUESTS);
    assert.deepEqual(
      result.findings,
      [],
      formatFuzzReport({
        seed: 1,
        requests: REQUESTS,
        seconds: 0,
        command: `npm run fuzz -- --service ${name}`,
        targets: [result],
      }),
    );
  });
}
