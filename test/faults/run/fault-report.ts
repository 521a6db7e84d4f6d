import type { RoundEvidence, Violation } from '../checker/evidence.js';
import type { RoundPlan } from '../plan/round-plan.js';
import type { FaultArguments } from './arguments.js';

/** What a run came to. */
export interface FaultReport {
  readonly seed: number;
  readonly database: string;
  readonly rounds: number;
  readonly seconds: number;
  /** How often each fault happened. */
  readonly faults: Readonly<Record<string, number>>;
  readonly trials: number;
  /** Results that were acknowledged to a worker, repeats included. */
  readonly acknowledgedResults: number;
  /** Answers that workers logged. */
  readonly answeredCalls: number;
  /** Messages that the subscriber got. */
  readonly sightings: number;
  readonly searches: number;
  /** Take-overs by a stand-by, in the order they happened. */
  readonly takeOverMs: readonly number[];
  readonly violations: readonly (Violation & { readonly round: number })[];
  /** Runs the round of the first violation again. */
  readonly reproduce: string | undefined;
}

export interface FinishedRound {
  readonly plan: RoundPlan;
  /** For people. */
  readonly struck: readonly string[];
  readonly evidence: RoundEvidence;
  readonly takeOverMs: readonly number[];
  readonly violations: readonly Violation[];
  readonly tookMs: number;
}

const PROMISED_TAKE_OVER_MS = 10_000;

/** Adds rounds up. */
export class FaultTally {
  readonly #args: FaultArguments;
  readonly #began = performance.now();
  readonly #faults = new Map<string, number>();
  readonly #sums = {
    trials: 0,
    acknowledgedResults: 0,
    answeredCalls: 0,
    sightings: 0,
    searches: 0,
  };
  readonly #takeOverMs: number[] = [];
  readonly #violations: (Violation & { readonly round: number })[] = [];
  #count = 0;

  constructor(args: FaultArguments) {
    this.#args = args;
  }

  /** Gives the round's line for people. */
  add(round: FinishedRound): string {
    this.#count += 1;
    const { plan, evidence, violations, takeOverMs } = round;
    for (const { name } of plan.faults) this.#faults.set(name, (this.#faults.get(name) ?? 0) + 1);
    const calls = evidence.searches.flatMap((search) => search.calls);
    const trials = sum(evidence.searches.map((search) => search.trials.length));
    const acknowledged = calls.filter(({ kind }) => kind === 'accepted').length;
    this.#sums.trials += trials;
    this.#sums.acknowledgedResults += acknowledged;
    this.#sums.answeredCalls += calls.filter(
      ({ kind }) => kind !== 'submitting' && kind !== 'giving-back',
    ).length;
    this.#sums.sightings += sum(evidence.searches.map((search) => search.sightings.length));
    this.#sums.searches += evidence.searches.length;
    this.#takeOverMs.push(...takeOverMs);
    this.#violations.push(...violations.map((violation) => ({ ...violation, round: plan.number })));
    const seconds = (round.tookMs / 1000).toFixed(1).padStart(5);
    const head = `round ${String(plan.number).padStart(4)}  ${seconds} s  ${String(trials).padStart(5)} trials`;
    const verdict = violations.length === 0 ? 'holds' : `VIOLATED ×${violations.length}`;
    const lines = [`${head}  ${verdict}  ${round.struck.join(', ')}`];
    for (const ms of takeOverMs)
      lines.push(`            the stand-by served after ${(ms / 1000).toFixed(1)} s`);
    for (const { law, subject, message } of violations.slice(0, 20))
      lines.push(`  ${law}: ${subject}: ${message}`);
    return lines.join('\n');
  }

  report(): FaultReport {
    const { seed, database, workers } = this.#args;
    const [first] = this.#violations;
    const flags = `--seed ${seed} --database ${database} --workers ${workers}`;
    return {
      seed,
      database,
      rounds: this.#count,
      seconds: (performance.now() - this.#began) / 1000,
      faults: Object.fromEntries([...this.#faults].sort(([a], [b]) => (a < b ? -1 : 1))),
      ...this.#sums,
      takeOverMs: this.#takeOverMs,
      violations: this.#violations,
      reproduce: first && `npm run faults -- --rounds ${first.round} --only ${first.round} ${flags}`,
    };
  }
}

export function formatReport(report: FaultReport): string {
  const { takeOverMs, violations } = report;
  const lines = [
    `${report.rounds} rounds in ${report.seconds.toFixed(0)} s on ${report.database}, seed ${report.seed}`,
    `${report.trials} trials, ${report.answeredCalls} calls answered, ${report.acknowledgedResults} results acknowledged, ${report.sightings} events seen`,
    `${report.searches} searches, each one's agent recomputed whole`,
    ...Object.entries(report.faults).map(([name, count]) => `  ${String(count).padStart(5)} × ${name}`),
  ];
  if (takeOverMs.length > 0) {
    const late = takeOverMs.filter((ms) => ms > PROMISED_TAKE_OVER_MS).length;
    const sorted = takeOverMs.toSorted((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
    lines.push(
      `${sorted.length} take-overs: median ${(median / 1000).toFixed(1)} s, longest ${((sorted.at(-1) ?? 0) / 1000).toFixed(1)} s, ${late} longer than 10 s`,
    );
  }
  lines.push(
    violations.length === 0
      ? 'no law was violated'
      : `${violations.length} violations; to see it again: ${report.reproduce ?? ''}`,
  );
  return lines.join('\n');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
