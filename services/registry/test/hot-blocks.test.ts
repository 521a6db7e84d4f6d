import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { onBothDatabases } from './on-both-databases.js';
import { evaluation, testRegistry, type TestRegistry } from './test-registry.js';

const bothTest = onBothDatabases();

const HOT = 'conv1@0';
const OTHERS = ['conv3@0', 'conv5@0', 'conv3@0,conv3@1', 'conv3@0,conv3@1,add@2+0'];
const FEW = 400;
const MANY = 8 * FEW;

/** The quickest of some goes through all pages, in milliseconds. */
async function pagesMs({ client }: TestRegistry, orderBy: string): Promise<number> {
  const times: number[] = [];
  for (let go = 0; go < 4; go++) {
    const begin = performance.now();
    const names: (string | undefined)[] = [];
    let pageToken = '';
    do {
      const page = await client.queryBlocks({ orderBy, pageSize: 2, pageToken });
      names.push(...page.blocks.map(({ block }) => block?.name));
      pageToken = page.nextPageToken;
    } while (pageToken !== '');
    times.push(performance.now() - begin);
    assert.equal(new Set(names).size, 1 + OTHERS.length);
    assert.equal(names.length, 1 + OTHERS.length);
  }
  return Math.min(...times);
}

bothTest(
  'a block that was evaluated often at the same cost makes pages no slower than its evaluations count',
  async (place) => {
    await using registry = await testRegistry(place);
    let trial = 0;
    const publishHot = (count: number) =>
      registry.publish(
        ...Array.from({ length: count }, () => {
          trial += 1;
          return evaluation({ trial, nsc: HOT, accuracy: 0.5, reward: trial % 7 });
        }),
      );
    await registry.publish(
      ...OTHERS.map((nsc, index) => evaluation({ search: 'other', trial: index + 1, nsc })),
    );
    await publishHot(FEW);
    const orders = ['flops', 'layers desc', 'reward', 'accuracy desc'];
    const before = new Map<string, number>();
    for (const orderBy of orders) before.set(orderBy, await pagesMs(registry, orderBy));
    await publishHot(MANY - FEW);
    for (const orderBy of orders) {
      const ratio = (await pagesMs(registry, orderBy)) / (before.get(orderBy) ?? 0);
      // Eight times the evaluations: comparing each with each would take up to 64 times as long.
      assert.ok(ratio < 24, `${orderBy}: ${ratio.toFixed(1)} times as long`);
    }
  },
);
