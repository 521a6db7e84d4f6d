import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { parseOrder, type Order } from '../src/filter/parse-order.js';
import { positionOf, type BlockPosition } from '../src/store/best-blocks.js';
import { queryBestBlocks } from '../src/store/query-best-blocks.js';
import type { Database } from '../src/store/tables.js';
import { filledDatabase } from './filled-database.js';
import { onBothDatabases } from './on-both-databases.js';
import { evaluation, type RegistryPlace } from './test-registry.js';

const bothTest = onBothDatabases();
const { signal } = new AbortController();

const HOT = 'conv1@0';
const OTHERS = ['conv3@0', 'conv5@0', 'conv3@0,conv3@1', 'conv3@0,conv3@1,add@2+0'];
const FEW = 100;
const TIMES = 16;
/** Between `TIMES`, as long as looking at each evaluation takes, and its square: comparing each with each. */
const BOUND = 3 * TIMES;
/** Other work on the machine disturbs single measurements, seldom so many one after the other. */
const MOST_GOES = 12;

/** One block was evaluated so often at the same cost, and others once. */
function hotDatabase(place: RegistryPlace, count: number) {
  return filledDatabase(place, [
    ...OTHERS.map((nsc, index) => evaluation({ search: 'other', trial: index + 1, nsc })),
    ...Array.from({ length: count }, (_, index) =>
      evaluation({ trial: index + 1, nsc: HOT, accuracy: 0.5, reward: index % 7 }),
    ),
  ]);
}

/** How long going through all pages takes, in milliseconds. */
async function pagesMs(db: Database, order: Order): Promise<number> {
  const begin = performance.now();
  const blocks: string[] = [];
  const limit = 2;
  let after: BlockPosition | undefined;
  for (;;) {
    const rows = await queryBestBlocks(
      db,
      { order, after, limit, filter: undefined, snapshot: 100_000 },
      signal,
    );
    blocks.push(...rows.map(({ block }) => block));
    const last = rows.at(-1);
    if (rows.length < limit || !last) break;
    after = positionOf(last, order);
  }
  const time = performance.now() - begin;
  assert.equal(blocks.length, 1 + OTHERS.length);
  assert.equal(new Set(blocks).size, blocks.length);
  return time;
}

bothTest(
  'a block that was evaluated often at the same cost makes pages no slower than its evaluations count',
  async (place, _t, another) => {
    await using small = await hotDatabase(place, FEW);
    await using large = await hotDatabase(await another(), TIMES * FEW);
    for (const text of ['flops', 'layers desc', 'reward', 'accuracy desc']) {
      const order = parseOrder(text);
      // By turns, so that other work slows both down; the quickest of each is the least disturbed.
      let [least, most, goes] = [Infinity, Infinity, 0];
      while (goes < 3 || (goes < MOST_GOES && most / least >= BOUND)) {
        least = Math.min(least, await pagesMs(small, order));
        most = Math.min(most, await pagesMs(large, order));
        goes += 1;
      }
      assert.ok(most / least < BOUND, `${text}: ${(most / least).toFixed(1)} times as long`);
    }
  },
);
