import type { Outcome } from '@blockqnn/api';
import { createStrategy } from '@blockqnn/search';
import type { SearchSpec } from '../domain/search.js';
import type { Agent, KnownBlock } from '../live/agent.js';
import { MedianStopping } from '../live/median-stopping.js';
import { loadStrategyState } from './strategy-state.js';
import type { Database } from './tables.js';
import { listKnownBlocks } from './trials.js';

/** Rows read at once, so that other calls get in between. */
const PAGE = 20_000;

/** Brings the agent of a search back to memory. */
export async function readAgent(db: Database, searchId: string, spec: SearchSpec): Promise<Agent> {
  const known = new Map<string, KnownBlock>();
  for (let after = 0; ;) {
    const page = await listKnownBlocks(db, searchId, after, PAGE);
    for (const { number, block_id, reward } of page) {
      known.set(block_id, { number, reward: reward ?? undefined });
    }
    if (page.length < PAGE) break;
    after = page.at(-1)?.number ?? after;
  }
  const { entries, ...log } = await loadStrategyState(db, searchId);
  const { strategy: kind, seed, budget, maxLayers } = spec;
  return {
    strategy: createStrategy({ kind, seed, budget: budget.maxEvaluations, maxLayers, state: entries }),
    known,
    medianStopping: await readMedianStopping(db, searchId, spec),
    log: { ...log, isCompacting: false },
  };
}

async function readMedianStopping(
  db: Database,
  searchId: string,
  { medianStopping }: SearchSpec,
): Promise<MedianStopping | undefined> {
  if (medianStopping === undefined) return undefined;
  const rule = new MedianStopping(medianStopping);
  for (let after = 0; ;) {
    const page = await db
      .selectFrom('trial')
      .select(['number', 'outcome_json'])
      .where('search', '=', searchId)
      .where('number', '>', after)
      .where('state', '=', 'succeeded')
      .orderBy('number')
      .limit(1000)
      .execute();
    for (const { outcome_json } of page) {
      const outcome = JSON.parse(outcome_json ?? 'null') as Outcome | null;
      if (outcome?.kind === 'measured') rule.add(outcome.epochs);
    }
    if (page.length < 1000) return rule;
    after = page.at(-1)?.number ?? after;
  }
}
