import { status } from '@grpc/grpc-js';
import {
  CONTROLLER_SERVICE,
  EVALUATOR_SERVICE,
  REGISTRY_SERVICE,
  type ControllerMethods,
  type RegistryMethods,
} from '@blockqnn/api';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createClient, failedPrecondition, startServer, unavailable, type Handlers } from '../src/index.js';
import { breakableLink, type BreakableLink } from './breakable-link.js';
import { silent, testEvaluator } from './test-evaluator.js';

/** Nothing listens on the discard port of loopback. */
const NOWHERE = '127.0.0.1:9';

const standsBy = (): Promise<never> =>
  Promise.reject(unavailable('STANDBY', 'another controller serves', 1000));

/** A service of which only what is called is there. */
async function partOf<Methods>(
  contract: typeof CONTROLLER_SERVICE | typeof REGISTRY_SERVICE,
  handlers: Partial<Handlers<Methods>>,
) {
  return await startServer({
    service: 'part',
    listen: { host: '127.0.0.1', port: 0 },
    contract: contract as typeof CONTROLLER_SERVICE,
    logger: silent,
    handlers: handlers as Handlers<ControllerMethods>,
  });
}

describe('a client of several addresses', () => {
  it('goes on at the next at once where one stands by or nobody is, and stays there', async () => {
    let asked = 0;
    await using standby = await testEvaluator(
      'standby',
      {},
      {
        getCapabilities: () => {
          asked += 1;
          return standsBy();
        },
      },
    );
    await using active = await testEvaluator('active');
    using client = createClient(EVALUATOR_SERVICE, `${NOWHERE}, ${standby.address},${active.address}`);
    for (let call = 0; call < 3; call += 1) assert.equal((await client.getCapabilities({})).engine, 'active');
    assert.equal(asked, 1);
  });

  it('waits for one that serves, within the deadline of the call', async () => {
    let serves = false;
    const handlers = {
      getCapabilities: () => (serves ? Promise.resolve({ engine: 'taken over' }) : standsBy()),
    };
    await using one = await testEvaluator('', {}, handlers);
    using client = createClient(EVALUATOR_SERVICE, `${one.address},${NOWHERE}`);
    await assert.rejects(client.getCapabilities({}, { deadlineMs: 300 }), { code: status.UNAVAILABLE });
    const waiting = client.getCapabilities({});
    setTimeout(() => (serves = true), 150);
    assert.equal((await waiting).engine, 'taken over');
    serves = false;
    const cancelling = new AbortController();
    const given = client.getCapabilities({}, { signal: cancelling.signal });
    setTimeout(() => {
      cancelling.abort();
    }, 150);
    await assert.rejects(given, { code: status.CANCELLED });
  });

  it('hands other errors on as they are, and a single address is tried once', async () => {
    let calls = 0;
    const handlers = {
      getCapabilities: () => {
        calls += 1;
        return Promise.reject(
          calls === 1 ? failedPrecondition('NO', 'no') : unavailable('DATABASE_UNAVAILABLE', 'no', 1),
        );
      },
    };
    await using one = await testEvaluator('', {}, handlers);
    await using other = await testEvaluator('other');
    using client = createClient(EVALUATOR_SERVICE, `${one.address},${other.address}`);
    await assert.rejects(client.getCapabilities({}), { code: status.FAILED_PRECONDITION });
    await assert.rejects(client.getCapabilities({}), { reason: 'DATABASE_UNAVAILABLE' });
    await using standby = await testEvaluator('', {}, { getCapabilities: standsBy });
    using alone = createClient(EVALUATOR_SERVICE, standby.address);
    await assert.rejects(alone.getCapabilities({}), { code: status.UNAVAILABLE, reason: 'STANDBY' });
  });

  it('repeats a call that broke in the middle only where that does no harm', async () => {
    const search = (name: string) => Promise.resolve({ search: { name } });
    let link: BreakableLink | undefined;
    let made = 0;
    const never = () => {
      made += 1;
      setImmediate(() => {
        link?.cut();
      });
      return new Promise<never>(() => undefined);
    };
    await using breaks = await partOf<ControllerMethods>(CONTROLLER_SERVICE, {
      createSearch: never,
      getSearch: never,
    });
    await using other = await partOf<ControllerMethods>(CONTROLLER_SERVICE, {
      createSearch: () => search('searches/b'),
      getSearch: () => search('searches/b'),
    });
    const call = async (
      work: (client: ReturnType<typeof createClient<ControllerMethods>>) => Promise<unknown>,
    ) => {
      link = await breakableLink(breaks.address);
      using client = createClient(CONTROLLER_SERVICE, `${link.address},${other.address}`);
      return await work(client);
    };
    await assert.rejects(
      call((client) => client.createSearch({})),
      { code: status.UNAVAILABLE },
    );
    assert.equal(made, 1);
    for (const work of [
      (client: ReturnType<typeof createClient<ControllerMethods>>) => client.createSearch({ requestId: 'r' }),
      (client: ReturnType<typeof createClient<ControllerMethods>>) =>
        client.getSearch({ name: 'searches/b' }),
    ]) {
      assert.equal(((await call(work)) as { search: { name: string } }).search.name, 'searches/b');
    }
    assert.equal(made, 3);
    link?.cut();
  });

  it('begins streams at one that serves, and lets go of none that has begun', async () => {
    await using standby = await testEvaluator(
      '',
      {},
      {
        // eslint-disable-next-line require-yield -- a stream that fails at once
        evaluateBlock: async function* () {
          await standsBy();
        },
      },
    );
    await using active = await testEvaluator(
      '',
      {},
      {
        evaluateBlock: async function* () {
          yield await Promise.resolve({ epoch: { number: 1 } });
          yield { epoch: { number: 2 } };
          throw unavailable('STANDBY', 'lost it', 1);
        },
      },
    );
    using client = createClient(EVALUATOR_SERVICE, `${NOWHERE},${standby.address},${active.address}`);
    const seen: number[] = [];
    await assert.rejects(
      async () => {
        for await (const { epoch } of client.evaluateBlock({})) seen.push(epoch?.number ?? 0);
      },
      { reason: 'STANDBY' },
    );
    assert.deepEqual(seen, [1, 2]);
  });

  it('sends a stream of its own to where there is a connection, and reads it once', async () => {
    await using registry = await partOf<RegistryMethods>(REGISTRY_SERVICE, {
      uploadArtifact: async (requests) => {
        let bytes = 0;
        for await (const { chunk } of requests) bytes += chunk?.length ?? 0;
        return { name: String(bytes) };
      },
    });
    using client = createClient(REGISTRY_SERVICE, `${NOWHERE},${registry.address}`);
    const chunks = async function* () {
      for (let sent = 0; sent < 50; sent += 1) yield await Promise.resolve({ chunk: Buffer.alloc(1000) });
    };
    assert.equal((await client.uploadArtifact(chunks())).name, '50000');
  });

  it('refuses addresses that are none', () => {
    for (const address of ['', 'a', 'a:1,', 'a:1,,b:2', 'a:1;b:2']) {
      assert.throws(() => createClient(EVALUATOR_SERVICE, address), /must be host:port, or several/, address);
    }
  });
});
