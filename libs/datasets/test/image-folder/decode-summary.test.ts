import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FindingCounts } from '../../src/image-folder/decode-summary.js';
import { FINDING } from '../../src/image-folder/decoder-messages.js';

test('what was found once stays found, and counts once', () => {
  const counts = new FindingCounts(4);
  counts.add(2, FINDING.grey | FINDING.truncated);
  // Another crop, which ends before the data do.
  counts.add(2, FINDING.grey);
  counts.add(0, 0);
  assert.deepEqual(
    counts.summary((image) => `file ${image}`),
    {
      images: 4,
      seen: 2,
      grey: 1,
      cmyk: 0,
      truncated: 1,
      unreadable: 0,
      examples: [{ path: 'file 2', fault: 'truncated' }],
    },
  );
});
