import { FAULT_KINDS, type DatabaseKind, type FaultName } from './fault-name.js';
import { SeededRandom } from './seeded-random.js';

export interface PlannedFault {
  readonly name: FaultName;
  /** From the round's beginning. */
  readonly atMs: number;
  /** Until it is healed. */
  readonly forMs: number;
  /** In [0, 1): for the choice among several of a kind, or how strong it is. */
  readonly dice: number;
}

export interface PlannedSearch {
  readonly strategy: 'STRATEGY_KIND_Q_LEARNING' | 'STRATEGY_KIND_RANDOM';
  readonly seed: number;
  readonly maxEvaluations: number;
  readonly maxAttempts: number;
  /** 0: no bound. */
  readonly maxTrialsInFlight: number;
  readonly maxLayers: number;
  /** FLOPs above which blocks are infeasible; 0: no bound. */
  readonly maxFlops: number;
}

export interface RoundPlan {
  /** Counted from 1. */
  readonly number: number;
  /** In the order they begin. */
  readonly faults: readonly PlannedFault[];
  readonly searches: readonly PlannedSearch[];
}

const MOST_FAULTS = 3;
const LATEST_START_MS = 2500;

/** What happens in each round: a function of seed and database alone, round by round the same whatever the number of rounds. */
export function planRounds(seed: number, database: DatabaseKind, rounds: number): RoundPlan[] {
  const random = new SeededRandom(seed, `plan/${database}`);
  let deck: FaultName[] = [];
  const kinds = FAULT_KINDS.filter(({ databases }) => databases.includes(database));
  const draw = (): FaultName => {
    // Like a deck of cards: a kind comes again only after all others came.
    if (deck.length === 0)
      deck = shuffled(
        kinds.map(({ name }) => name),
        random,
      );
    return deck.pop() as FaultName;
  };
  return Array.from({ length: rounds }, (_, i) => {
    const faults = Array.from({ length: random.between(1, MOST_FAULTS) }, () => {
      const name = draw();
      const { leastMs = 0, mostMs = 0 } = kinds.find((kind) => kind.name === name) ?? {};
      return {
        name,
        atMs: random.between(0, LATEST_START_MS),
        forMs: random.between(leastMs, mostMs),
        dice: random.next(),
      };
    }).sort((a, b) => a.atMs - b.atMs);
    // Where the first one is down, a second one is no fault.
    const alone = faults.find(({ name }) => name === 'start second controller');
    const together = alone ? [alone] : faults;
    return { number: i + 1, faults: together, searches: planSearches(random, together) };
  });
}

function planSearches(random: SeededRandom, faults: readonly PlannedFault[]): PlannedSearch[] {
  const full = faults.some(({ name }) => name === 'fill outbox');
  const search = (strategy: PlannedSearch['strategy'], maxEvaluations: number): PlannedSearch => ({
    strategy,
    seed: random.between(0, 2 ** 32 - 1),
    maxEvaluations,
    maxAttempts: random.between(2, 5),
    maxTrialsInFlight: random.chance(0.5) ? random.between(2, 6) : 0,
    // Few layers make blocks that are known already frequent.
    // Where the blocks run out, proposals in vain stand in no trial, and the agent cannot be recomputed.
    maxLayers: random.between(3, 6) + (maxEvaluations > 400 ? 3 : 0),
    maxFlops: random.chance(0.5) ? random.between(3, 30) * 1e6 : 0,
  });
  return [
    search('STRATEGY_KIND_Q_LEARNING', full ? random.between(1000, 2000) : random.between(150, 400)),
    ...(random.chance(0.4) ? [search('STRATEGY_KIND_RANDOM', random.between(50, 150))] : []),
  ];
}

function shuffled<Item>(items: readonly Item[], random: SeededRandom): Item[] {
  const left = [...items];
  const order: Item[] = [];
  while (left.length > 0) order.push(...left.splice(random.between(0, left.length - 1), 1));
  return order;
}
