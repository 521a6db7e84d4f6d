import type { Outcome } from '@blockqnn/api';
import type { EngineInfo } from './child/messages.js';
import type { TrainingResult } from './workers/training-result.js';

/** A result that says something about the block. */
export type Finding = Extract<TrainingResult, { kind: 'measured' | 'failed' }>;

const REASONS = {
  diverged: 'diverged',
  infeasible: 'infeasible',
  outOfMemory: 'out_of_memory',
  timedOut: 'timed_out',
} as const;

/** As bounded by `Failure.message` and `AbandonTrialRequest.reason`. */
const MAX_MESSAGE_LENGTH = 1000;

/** A finding as it goes to others. `weightsSha256` is '' where the weights are not in the registry. */
export function outcomeOf(finding: Finding, engine: EngineInfo | undefined, weightsSha256: string): Outcome {
  if (finding.kind === 'failed') {
    return { kind: 'failed', reason: REASONS[finding.reason], message: shortened(finding.message) };
  }
  const { accuracy, epochs, restarts, seconds } = finding;
  return { kind: 'measured', accuracy, epochs, restarts, seconds, device: deviceOf(engine), weightsSha256 };
}

/** A text for people within the bound of the wire. */
export function shortened(text: string): string {
  return text.length > MAX_MESSAGE_LENGTH ? `${text.slice(0, MAX_MESSAGE_LENGTH - 1)}…` : text;
}

/** As bounded by `Measurement.device`. */
const MAX_DEVICE_LENGTH = 200;

/** For instance `wasm, 1 thread, Intel(R) Xeon(R)`. */
export function deviceOf(engine: EngineInfo | undefined): string {
  if (engine === undefined) return '';
  const { name, device, threads } = engine;
  return `${name}, ${String(threads)} ${threads === 1 ? 'thread' : 'threads'}, ${device}`.slice(
    0,
    MAX_DEVICE_LENGTH,
  );
}
