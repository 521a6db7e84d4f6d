import { REGISTRY_SERVICE } from '@blockqnn/api';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Finding } from './finding.js';
import { fuzzTarget } from './fuzz-target.js';
import { TargetProcess } from './target-process.js';

const MIB = 2 ** 20;

const known = new Map<string, Promise<readonly Finding[]>>();

/** What the fuzzer finds in a server with one flaw; it looks once. */
function findingsOf(flaw: string): Promise<readonly Finding[]> {
  const findings = known.get(flaw) ?? fuzzed(flaw);
  known.set(flaw, findings);
  return findings;
}

async function fuzzed(flaw: string): Promise<readonly Finding[]> {
  await using process = await TargetProcess.start({
    program: new URL('flawed-server.ts', import.meta.url),
    args: [flaw],
    env: {},
  });
  const { findings, requests } = await fuzzTarget({
    target: 'flawed',
    process,
    service: REGISTRY_SERVICE.name,
    plainCall: `/${REGISTRY_SERVICE.name}/ListTrainings`,
    requests: 500,
    seed: 1,
    lanes: 4,
    deadlineMs: 2000,
    slackMs: 2000,
    memory: { heldBytes: 8 * MIB, rssBytes: 192 * MIB },
    signal: new AbortController().signal,
  });
  assert.ok(requests > 100);
  return findings;
}

describe('the fuzzer', { concurrency: 2 }, () => {
  it('finds nothing in a server without a flaw', async () => {
    assert.deepEqual(await findingsOf('none'), []);
  });

  for (const [flaw, kind, detail] of [
    ['crash', 'crash', /exit code 7|exit code 1/],
    ['crash', 'fault', /^uncaughtException: Error: planted/],
    ['rejection', 'fault', /^unhandledRejection: Error: planted/],
    ['hang', 'hang', /no answer/],
    ['internal', 'undocumented status', /^INTERNAL/],
    ['internal', 'fault', /^logged error/],
    ['undocumented', 'undocumented status', /^OUT_OF_RANGE: nobody was told/],
    ['inside', 'inside told', /TypeError/],
    ['leak', 'memory', /^heldBytes grew by/],
    ['illness', 'ill health', /Health\/Check/],
    ['refusal', 'coverage', /of all calls were granted/],
  ] as const) {
    it(`finds a planted ${flaw} by its ${kind}`, async () => {
      const found = await findingsOf(flaw);
      assert.ok(
        found.some((finding) => finding.kind === kind && detail.test(finding.detail)),
        JSON.stringify(found.map((finding) => [finding.kind, finding.detail.slice(0, 200)])),
      );
    });
  }

  it('says what was sent, and that it shows again', async () => {
    const [finding] = (await findingsOf('undocumented')).filter(({ kind }) => kind === 'undocumented status');
    assert.equal(finding?.repeats, true);
    assert.match(finding.call?.request ?? '', /^[0-9a-f]+/);
    assert.ok(finding.call && finding.call.index > 0 && finding.call.method !== '');
  });
});
