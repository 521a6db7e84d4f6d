import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { engineLine, formatEngine } from '../src/engine-line.js';
import { nativeHint } from '../src/native-hint.js';

const here = { times: 4.24, processor: 'AMD EPYC', measuredHere: true };
const elsewhere = { times: 4, processor: 'AMD EPYC', measuredHere: false };
const linked = { linked: true, tensorflowVersion: '2.21.0', variant: 'cpu', addon: '/addon' } as const;
const unlinked = { linked: false, reason: 'TensorFlow is not linked' } as const;
const native = {
  name: 'native',
  version: 'TensorFlow 2.21.0',
  device: 'AMD EPYC 7B13',
  threads: 1,
} as const;

describe('the last word on speed', () => {
  it('says how many times as fast native would be, and where that was measured', () => {
    assert.equal(
      nativeHint('wasm', unlinked, here),
      'npm run native makes it train 4.2 times as fast (measured here).',
    );
    assert.equal(
      nativeHint('wasm', unlinked, elsewhere),
      'npm run native makes it train about 4 times as fast (measured on AMD EPYC).',
    );
    assert.equal(
      nativeHint('wasm', linked, here),
      'Without --engine wasm it trains 4.2 times as fast (measured here).',
    );
  });

  it('fits a terminal', () => {
    for (const link of [linked, unlinked]) {
      for (const speedup of [here, elsewhere]) {
        assert.ok((nativeHint('wasm', link, speedup)?.length ?? 0) <= 80);
      }
    }
  });

  it('is not said where native is in use, or would gain nothing', () => {
    assert.equal(nativeHint('native', linked, here), undefined);
    assert.equal(nativeHint('wasm', unlinked, { ...here, times: 1.1 }), undefined);
  });
});

describe('the first word on the engine', () => {
  const never = new AbortController().signal;

  it('names engine, version, device, workers and threads', async () => {
    const expected = 'Engine native (TensorFlow 2.21.0) on AMD EPYC 7B13: 2 workers of 1 thread';
    assert.equal(formatEngine(native, 2), expected);
    const workers = [1, 2].map((n) => ({ name: `w-${String(n)}`, pid: undefined, busy: false }));
    assert.equal(await engineLine({ engine: Promise.resolve(native), workers }, 'log', never), expected);
  });

  it('is not waited for for ever', async () => {
    const engine = new Promise<never>(() => undefined);
    assert.match(await engineLine({ engine, workers: [] }, 'the-log', never, 1), /the-log says more/);
    assert.match(
      await engineLine({ engine, workers: [] }, 'the-log', AbortSignal.abort()),
      /No training process/,
    );
  });
});
