import type { Finding } from './finding.js';
import type { FuzzMethod } from './methods.js';
import type { Tally } from './tally.js';
import { VALID_REQUESTS } from './valid-requests.js';

/** Of all calls; less would mean that the fuzzer no longer gets past the first check. */
const LEAST_GRANTED_SHARE = 0.1;
/** So many calls of a method should not all be refused. */
const CALLS_THAT_TELL = 200;

/** Refusals alone prove nothing: what is asked has to be granted often enough, by every method. */
export function judgeCoverage(target: string, tally: Tally, methods: readonly FuzzMethod[]): Finding[] {
  const share = tally.granted / Math.max(1, tally.calls);
  const findings: Finding[] = [];
  if (share < LEAST_GRANTED_SHARE) {
    findings.push({
      kind: 'coverage',
      target,
      detail: `only ${(100 * share).toFixed(1)} % of all calls were granted`,
    });
  }
  for (const { name, path } of methods) {
    const calls = Object.values(tally.codes[name] ?? {}).reduce((sum, count) => sum + count, 0);
    if (path in VALID_REQUESTS && calls >= CALLS_THAT_TELL && tally.grantedOf(name) === 0) {
      findings.push({
        kind: 'coverage',
        target,
        detail: `none of ${String(calls)} calls of ${name} was granted`,
      });
    }
  }
  return findings;
}
