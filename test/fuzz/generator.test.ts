import { CONTROLLER_SERVICE, EVALUATOR_SERVICE, REGISTRY_SERVICE } from '@blockqnn/api';
import { status } from '@grpc/grpc-js';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readFile } from 'node:fs/promises';
import { CODES_BY_METHOD, CODES_OF_EVERY_METHOD } from './documented-codes.js';
import { FuzzRandom } from './fuzz-random.js';
import { hostileMessage, mutatedBytes, mutatedMessage } from './hostile-message.js';
import { Knowledge, newAllowance } from './knowledge.js';
import { encodeMessage, METHODS } from './methods.js';
import { planRequest } from './request-plan.js';
import { validRequest, VALID_REQUESTS } from './valid-requests.js';
import { decodeTree, encodeTree } from './wire-tree.js';

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const methods = fc.constantFrom(...METHODS);
const making = (random: FuzzRandom) => ({ random, known: new Knowledge(), allowance: newAllowance() });

it('knows every method of every service, how to call it and what it may answer', () => {
  const contracts = [CONTROLLER_SERVICE, EVALUATOR_SERVICE, REGISTRY_SERVICE];
  const ours = contracts.flatMap(({ definition }) => Object.values(definition).map(({ path }) => path));
  const known = METHODS.map(({ path }) => path);
  for (const path of ours) assert.ok(known.includes(path), path);
  assert.equal(METHODS.filter(({ service }) => service.startsWith('grpc.')).length, 4);
  assert.deepEqual(
    known.filter((path) => !(path in VALID_REQUESTS)),
    [],
  );
  assert.deepEqual(known.map((path) => path.slice(1)).sort(), Object.keys(CODES_BY_METHOD).sort());
});

it('the table of codes in the documentation is the one that answers are held to', async () => {
  const page = await readFile(new URL('../../docs/fuzzing.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `(?<method>[\w.]+\/\w+)` \| (?<codes>.*) \|$/gm)].map(({ groups }) => [
    groups?.['method'],
    groups?.['codes'],
  ]);
  const expected = Object.entries(CODES_BY_METHOD).map(([method, codes]) => [
    method,
    codes.length === 0 ? '–' : codes.map((code) => status[code]).join(', '),
  ]);
  assert.deepEqual(rows, expected);
  for (const code of CODES_OF_EVERY_METHOD) assert.match(page, new RegExp(`\\b${status[code]}\\b`));
});

it('takes messages apart and puts them together again', () => {
  fc.assert(
    fc.property(methods, seeds, ({ path, requestType }, seed) => {
      for (const request of validRequest(path, making(new FuzzRandom(seed)))) {
        const bytes = encodeMessage(requestType, request);
        assert.deepEqual(encodeTree(decodeTree(requestType, bytes)), bytes);
      }
    }),
  );
});

it('makes the same requests of the same seed, and others of another one', () => {
  const drawn = (seed: number) => {
    const random = new FuzzRandom(seed, 3);
    return METHODS.map((method) => planRequest(method, making(random), 1000)).map(({ form, call }) => ({
      form,
      call,
    }));
  };
  assert.deepEqual(drawn(7), drawn(7));
  assert.notDeepEqual(drawn(7), drawn(8));
});

it('mutates what is valid into something else, more often than not, and never fails to', () => {
  let changed = 0;
  let all = 0;
  fc.assert(
    fc.property(methods, seeds, ({ path, requestType }, seed) => {
      const random = new FuzzRandom(seed);
      const [request = {}] = validRequest(path, making(random));
      const valid = encodeMessage(requestType, request);
      hostileMessage(requestType, random);
      for (const mutate of [mutatedBytes(valid, random), mutatedMessage(requestType, valid, random)]) {
        all += 1;
        if (!mutate.equals(valid)) changed += 1;
      }
    }),
    { numRuns: 300 },
  );
  assert.ok(changed > all / 2, `${String(changed)} of ${String(all)}`);
});

it('learns names, tokens and page tokens from answers', () => {
  const known = new Knowledge();
  const random = new FuzzRandom(1);
  known.learn({
    assignments: [{ trial: 'searches/a/trials/3', lease_token: 'secret', block: { name: 'blocks/01' } }],
    searches: [{ name: 'searches/a', source: '' }],
    next_page_token: 'more',
  });
  assert.deepEqual(known.leases.pick(random), { trial: 'searches/a/trials/3', token: 'secret' });
  assert.equal(known.trials.pick(random), 'searches/a/trials/3');
  assert.equal(known.searches.pick(random), 'searches/a');
  assert.equal(known.blocks.pick(random), 'blocks/01');
  assert.equal(known.pageTokens.pick(random), 'more');
  assert.equal(known.trainings.pick(random), undefined);
});
