import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { RecordLog, RecordTail } from './record-log.js';

it('a log gives each record once, and drops the line that a killed writer left half written', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'blockqnn-faults-log-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const path = join(folder, 'log');
  const tail = new RecordTail<{ n: number }>(path);
  assert.deepEqual(tail.read(), []);
  using log = new RecordLog(path);
  log.append({ n: 1 });
  log.append({ n: 2 });
  assert.deepEqual(tail.read(), [{ n: 1 }, { n: 2 }]);
  appendFileSync(path, '{"n": 3');
  assert.deepEqual(tail.read(), []);
  using successor = new RecordLog(path);
  successor.append({ n: 4 });
  assert.deepEqual(tail.read(), [{ n: 4 }]);
  assert.deepEqual(tail.read(), []);
});
