import type { RegistryMethods } from '@blockqnn/api';
import { blockName } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';
import { DATASETS, SEARCH_SIZE, searchFilter, searchOf } from './evaluations.js';
import type { Loaded } from './load.js';

type Registry = Client<RegistryMethods>;

/** One kind of query. */
export interface Question {
  readonly name: string;
  /** Whether an index answers it; others look at every evaluation. */
  readonly indexed: boolean;
  /** Asks it with the so-manieth choice of values; throws where the answer is not what it should be. */
  ask(registry: Registry, turn: number): Promise<void>;
}

interface Ground {
  readonly sample: Loaded['sample'];
  readonly count: number;
  /** Of the tenth pages of the best, in some orders. */
  readonly tenthPages: readonly RegistryMethods['queryBlocks']['requestInput'][];
}

const PAGE = 50;
const ANALYSIS_MS = 300_000;
const PAGES = 10;
/** Orders of which the tenth page is asked for. */
const PAGED = ['reward desc', 'accuracy desc', 'flops', 'parameters'];

export async function tenthPages(registry: Registry): Promise<Ground['tenthPages']> {
  const requests = [];
  for (const orderBy of PAGED) {
    let pageToken = '';
    for (let page = 1; page < PAGES; page++) {
      pageToken = (await registry.queryBlocks({ orderBy, pageToken, pageSize: PAGE })).nextPageToken;
    }
    requests.push({ orderBy, pageToken, pageSize: PAGE });
  }
  return requests;
}

export function questions({ sample, count, tenthPages }: Ground): readonly Question[] {
  const searches = Math.max(1, Math.floor(count / SEARCH_SIZE));
  const search = (turn: number) => (turn * 37) % searches;
  const dataset = (turn: number) => `dataset = "${DATASETS[turn % DATASETS.length] ?? ''}"`;
  const page =
    (make: (turn: number) => RegistryMethods['queryBlocks']['requestInput'], least = PAGE): Question['ask'] =>
    async (registry, turn) => {
      const { blocks } = await registry.queryBlocks({ pageSize: PAGE, ...make(turn) });
      if (blocks.length < least)
        throw new Error(`${String(blocks.length)} blocks instead of ${String(least)}`);
    };
  return [
    { name: 'the 50 best by reward', indexed: true, ask: page(() => ({})) },
    {
      name: 'the 50 most accurate of a dataset',
      indexed: true,
      ask: page((turn) => ({ filter: dataset(turn), orderBy: 'accuracy desc' })),
    },
    {
      name: 'the 50 best with fewer parameters',
      indexed: true,
      ask: page((turn) => ({ filter: `parameters < ${String(20_000 * (1 + (turn % 40)))}` })),
    },
    {
      name: 'the 50 most accurate of a dataset with bounded costs',
      indexed: true,
      ask: page((turn) => ({
        filter: `${dataset(turn)} AND parameters < ${String(100_000 * (1 + (turn % 8)))} AND NOT (layers > 18 OR density > 1.5)`,
        orderBy: 'accuracy desc',
      })),
    },
    {
      name: 'the few with next to no parameters',
      indexed: true,
      ask: page((turn) => ({ filter: `parameters < ${String(1600 + (turn % 10))}` }), 1),
    },
    {
      name: 'the 50 best of a search',
      indexed: true,
      ask: page((turn) => ({
        filter: searchFilter(search(turn)),
        orderBy: turn % 2 === 0 ? 'reward desc' : 'accuracy desc',
      })),
    },
    {
      name: 'the 50 cheapest above an accuracy',
      indexed: true,
      ask: page((turn) => ({ filter: `accuracy > 0.${String(50 + (turn % 20))}`, orderBy: 'flops' })),
    },
    { name: 'the 50 quickest to train', indexed: true, ask: page(() => ({ orderBy: 'duration' })) },
    {
      name: 'the latest 50',
      indexed: true,
      ask: page((turn) => ({
        filter: `accuracy > 0.${String(30 + (turn % 20))}`,
        orderBy: 'complete_time desc',
      })),
    },
    {
      name: 'a tenth page of 50',
      indexed: true,
      ask: page((turn) => tenthPages[turn % tenthPages.length] ?? {}),
    },
    {
      name: 'a block with its statistics (GetBlock)',
      indexed: true,
      ask: async (registry, turn) => {
        const { block } = sample[(turn * 7) % sample.length] ?? { block: '' };
        const { summary } = await registry.getBlock({ name: blockName(block) });
        if (summary?.block?.name !== blockName(block)) throw new Error(`another block than ${block}`);
      },
    },
    {
      name: '50 evaluations of a search (ListEvaluations)',
      indexed: true,
      ask: async (registry, turn) => {
        const parent = `searches/${searchOf(search(turn))}`;
        const { evaluations: listed } = await registry.listEvaluations({ parent, pageSize: PAGE });
        if (listed.length < PAGE) throw new Error(`${String(listed.length)} evaluations`);
      },
    },
    {
      name: 'a filter that nothing meets',
      indexed: false,
      ask: page(() => ({ filter: 'worker = "nobody"' }), 0),
    },
    {
      name: 'a front of two figures (FindParetoFront)',
      indexed: false,
      ask: async (registry) => {
        if ((await registry.findParetoFront({})).totalSize === 0) throw new Error('an empty front');
      },
    },
    {
      name: 'a front of three figures of a dataset (FindParetoFront)',
      indexed: false,
      ask: async (registry, turn) => {
        const request = { figures: 'accuracy, parameters, layers', filter: dataset(turn) };
        if ((await registry.findParetoFront(request)).totalSize === 0) throw new Error('an empty front');
      },
    },
    {
      name: 'what the best blocks have in common (AnalyzeBlocks)',
      indexed: false,
      ask: async (registry) => {
        const { blocks } = await registry.analyzeBlocks({}, { deadlineMs: ANALYSIS_MS });
        if (blocks === 0) throw new Error('no blocks');
      },
    },
    {
      name: 'the 10 nearest blocks (FindNearestBlocks)',
      indexed: false,
      ask: async (registry, turn) => {
        const { nsc } = sample[(turn * 13) % sample.length] ?? { nsc: '' };
        const { neighbours } = await registry.findNearestBlocks({ nsc, count: 10 });
        if (neighbours.length < 10) throw new Error(`${String(neighbours.length)} neighbours`);
      },
    },
    {
      name: 'the 10 nearest blocks of a search (FindNearestBlocks)',
      indexed: false,
      ask: async (registry, turn) => {
        const { nsc } = sample[(turn * 13) % sample.length] ?? { nsc: '' };
        const { neighbours } = await registry.findNearestBlocks({ nsc, filter: searchFilter(search(turn)) });
        if (neighbours.length < 10) throw new Error(`${String(neighbours.length)} neighbours`);
      },
    },
  ];
}
