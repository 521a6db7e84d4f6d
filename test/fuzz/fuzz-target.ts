import { checkUp, HEALTH_SERVICE, type CheckUp } from './check-up.js';
import { judgeCoverage } from './coverage.js';
import { FuzzRandom } from './fuzz-random.js';
import { newAllowance } from './knowledge.js';
import { Lane } from './lane.js';
import { judgeMemory, slopeOf, type MemoryBounds, type MemoryPoint } from './memory.js';
import { methodsOfService, type FuzzMethod } from './methods.js';
import { Tally } from './tally.js';

export interface FuzzOptions extends CheckUp {
  /** Full name of its service; health and reflection are tried besides. */
  readonly service: string;
  readonly requests: number;
  readonly seed: number;
  /** Callers at once. */
  readonly lanes: number;
  readonly memory: MemoryBounds;
  /** Ends the run before its time. */
  readonly signal: AbortSignal;
  readonly onProgress?: (requests: number, findings: number) => void;
}

export interface FuzzResult {
  readonly target: string;
  readonly requests: number;
  readonly granted: number;
  readonly forms: Tally['forms'];
  readonly codes: Tally['codes'];
  readonly peakRssBytes: number | undefined;
  readonly memory: readonly MemoryPoint[];
  /** Of memory held, in bytes for each request after warm-up. */
  readonly heldSlope: number;
  readonly findings: Tally['findings'];
}

const STANDARD_SERVICES = [HEALTH_SERVICE, 'grpc.reflection.v1.ServerReflection'];
const WEIGHT = { own: 8, standard: 1 };
/** After each round health is looked at and memory measured. */
const ROUNDS = { least: 20, most: 200, requestsEach: 1000 };

/** Sends requests to a service until there were enough or it has died, and looks after every round how it does. */
export async function fuzzTarget(options: FuzzOptions): Promise<FuzzResult> {
  const { target, process, requests, seed, onProgress } = options;
  const tally = new Tally();
  const points: MemoryPoint[] = [];
  const methods = weightedMethods(options.service);
  const allowance = newAllowance();
  const lanes = Array.from({ length: options.lanes }, (_, number) => {
    const random = new FuzzRandom(seed, number);
    return new Lane({
      number,
      target,
      address: process.address,
      methods,
      random,
      allowance,
      deadlineMs: options.deadlineMs,
      slackMs: options.slackMs,
    });
  });
  const goesOn = (): boolean =>
    process.ending === undefined && !options.signal.aborted && tally.hangs < options.lanes;
  const rounds = Math.min(ROUNDS.most, Math.max(ROUNDS.least, Math.round(requests / ROUNDS.requestsEach)));
  for (let round = 0; round < rounds && goesOn(); round += 1) {
    // Each lane its share, however fast it is: the same seed gives every lane the same requests.
    await Promise.all(
      lanes.map(async (lane, at) => {
        const quota = share(share(requests, rounds, round), lanes.length, at);
        for (let made = 0; made < quota && goesOn(); made += 1) {
          tally.add(await lane.next());
          onProgress?.(tally.requests, tally.findings.length);
        }
      }),
    );
    for (const finding of await checkUp(options)) tally.find(finding);
    if (!goesOn()) break;
    try {
      points.push({ requests: tally.requests, ...(await process.measure()) });
    } catch (error) {
      if (process.ending === undefined)
        tally.find({ kind: 'hang', target, detail: `no answer: ${String(error)}` });
      break;
    }
  }
  for (const lane of lanes) lane[Symbol.dispose]();
  if (goesOn()) {
    for (const finding of [
      ...judgeMemory(target, points, options.memory),
      ...judgeCoverage(
        target,
        tally,
        methods.map(([, method]) => method),
      ),
    ])
      tally.find(finding);
  }
  return {
    target,
    requests: tally.requests,
    granted: tally.granted,
    forms: tally.forms,
    codes: tally.codes,
    peakRssBytes: process.peakRssBytes,
    memory: points,
    heldSlope: slopeOf(points),
    findings: tally.findings,
  };
}

/** What the part at a place gets when a whole number is dealt out as evenly as can be. */
function share(whole: number, parts: number, at: number): number {
  return Math.floor((whole * (at + 1)) / parts) - Math.floor((whole * at) / parts);
}

function weightedMethods(service: string): (readonly [number, FuzzMethod])[] {
  return [
    ...methodsOfService(service).map((method) => [WEIGHT.own, method] as const),
    ...STANDARD_SERVICES.flatMap(methodsOfService).map((method) => [WEIGHT.standard, method] as const),
  ];
}
