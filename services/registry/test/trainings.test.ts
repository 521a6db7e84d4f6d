import assert from 'node:assert/strict';
import { status } from '@grpc/grpc-js';
import {
  blockName,
  stackToProto,
  type ModelHeaderMessage,
  type RegistryMethods,
  type TrainingInput,
} from '@blockqnn/api';
import { buildLayerGraph, initialiseWeights, type Stack } from '@blockqnn/network';
import { blockId, parseBlock } from '@blockqnn/nsc';
import { exportedModel } from '../../../test/end-to-end/exported-model.js';
import { onBothDatabases } from './on-both-databases.js';
import { failed, refused } from './refused.js';
import { evaluation, STACK, testRegistry, type TestRegistry } from './test-registry.js';
import { NSC, registered, training } from './registered-training.js';
import { upload } from './upload.js';

const bothTest = onBothDatabases();

const block = blockName(blockId(parseBlock(NSC)));
const WIDER: Stack = { ...STACK, stages: [{ repeats: 1, filters: 12 }] };

async function headerOf(registry: TestRegistry, request: RegistryMethods['exportModel']['requestInput']) {
  let header: ModelHeaderMessage | null | undefined;
  for await (const part of registry.client.exportModel(request)) header ??= part.header;
  assert.ok(header);
  return header;
}

bothTest(
  'keeps a training as it was sent, over a restart too, and sending it again changes nothing',
  async (place) => {
    let kept;
    {
      await using registry = await testRegistry(place);
      kept = await registered(registry);
      const { createTime, ...sent } = kept;
      assert.ok((createTime?.seconds ?? 0) > 1_700_000_000);
      assert.deepEqual(sent, {
        ...training({ weightsSha256: kept.weightsSha256 }),
        // What trainingToProto leaves out is filled with its default on the wire.
        block: kept.block,
        recipe: kept.recipe,
      });
      assert.equal(kept.block?.name, block);
      assert.equal(kept.recipe?.epochs, 12);
      assert.deepEqual(await registered(registry), kept);
      assert.equal((await registry.client.listTrainings({})).trainings.length, 1);
    }
    await using again = await testRegistry(place);
    assert.deepEqual((await again.client.getTraining({ name: kept.name })).training, kept);
  },
);

bothTest('another result under the same name takes the place of the first', async (place) => {
  await using registry = await testRegistry(place);
  const first = await registered(registry);
  const second = await registered(registry, { testAccuracy: 0.9 }, 2);
  assert.notEqual(second.weightsSha256, first.weightsSha256);
  assert.deepEqual(second.createTime, first.createTime);
  assert.deepEqual((await registry.client.listTrainings({})).trainings, [second]);
});

bothTest('lists the best first, in pages that join to the whole, of all blocks or of one', async (place) => {
  await using registry = await testRegistry(place);
  const accuracies = [0.5, 0.9, 0.5, 0.7, 0.5];
  for (const [index, testAccuracy] of accuracies.entries()) {
    const nsc = index % 2 === 0 ? NSC : 'conv1@0';
    await registered(registry, { id: `0000000000000000000000000000000${String(index)}`, nsc, testAccuracy });
  }
  const order = async (parent: string, pageSize: number) => {
    const names: string[] = [];
    let pageToken = '';
    do {
      const page = await registry.client.listTrainings({ parent, pageSize, pageToken });
      names.push(...page.trainings.map(({ name }) => name.slice(-1)));
      pageToken = page.nextPageToken;
    } while (pageToken !== '');
    return names.join('');
  };
  for (const pageSize of [0, 1, 2, 3]) {
    assert.equal(await order('', pageSize), '13024');
    assert.equal(await order(block, pageSize), '024');
  }
  const { nextPageToken } = await registry.client.listTrainings({ pageSize: 1 });
  await assert.rejects(
    registry.client.listTrainings({ parent: block, pageToken: nextPageToken }),
    refused('page_token', /must be the next_page_token/),
  );
  await assert.rejects(
    registry.client.listTrainings({ parent: 'searches/s1' }),
    refused('parent', /must be "blocks\/\{block\}", or empty/),
  );
});

bothTest('names every field that is wrong at once', async (place) => {
  await using registry = await testRegistry(place);
  const bad = {
    name: 'trainings/x',
    block: { nsc: 'nonsense' },
    dataset: '',
    seed: -1,
    testImages: 0,
    validationAccuracy: 1.5,
    testAccuracy: -0.5,
    weightsSha256: 'x',
  };
  await assert.rejects(registry.client.registerTraining({ training: bad }), (error) => {
    const { violations } = error as { violations: readonly { field: string }[] };
    const fields = ['name', 'block.nsc', 'dataset', 'stack', 'recipe', 'seed', 'epochs', 'best_epoch'];
    fields.push('validation_accuracy', 'test_accuracy', 'test_images', 'weights_sha256', 'duration');
    assert.deepEqual(
      violations.map(({ field }) => field),
      fields.map((field) => `training.${field}`),
    );
    return true;
  });
  const one = async (changes: Partial<TrainingInput>, field: string, description: RegExp) => {
    await assert.rejects(
      registry.client.registerTraining({ training: { ...training(), ...changes } }),
      refused(`training.${field}`, description),
    );
  };
  await one({ bestEpoch: 13 }, 'best_epoch', /at most epochs/);
  await one({ block: { name: block, nsc: 'conv1@0' } }, 'block.name', /follows from block\.nsc/);
  await one({ stack: { ...stackToProto(STACK), classes: 1 } }, 'stack.classes', /2/);
  await assert.rejects(registry.client.registerTraining({}), refused('training', /must be set/));
  await assert.rejects(
    registry.client.getTraining({ name: 'trainings/0123456789abcdef0123456789abcdef' }),
    failed(status.NOT_FOUND, /trainings\/0123456789abcdef0123456789abcdef is not kept/),
  );
  await assert.rejects(registry.client.getTraining({ name: 'x' }), refused('name', /"trainings/));
});

bothTest('takes no training without its weights, nor with those of another network', async (place) => {
  await using registry = await testRegistry(place);
  await assert.rejects(
    registry.client.registerTraining({ training: training() }),
    failed(status.FAILED_PRECONDITION, /upload them with UploadArtifact first/, 'NO_WEIGHTS'),
  );
  for (const nsc of ['conv1@0', 'conv5@0,conv5@1,conv5@2']) {
    const others = initialiseWeights(buildLayerGraph(parseBlock(nsc), WIDER), 1);
    const weightsSha256 = await upload(registry, others);
    await assert.rejects(
      registry.client.registerTraining({ training: training({ weightsSha256 }) }),
      refused('training.weights_sha256', /not those of the block in the stack/),
    );
  }
  assert.deepEqual((await registry.client.listTrainings({})).trainings, []);
});

bothTest(
  'exports the weights of a training in its stack, of a block that no search evaluated',
  async (place) => {
    await using registry = await testRegistry(place);
    const { name, weightsSha256 } = await registered(registry);
    const header = await headerOf(registry, { training: name });
    assert.deepEqual(
      [header.weights, header.training, header.trial, header.accuracy, header.testAccuracy],
      ['WEIGHTS_STATE_TRAINED', name, '', 0.8, 0.75],
    );
    assert.equal(header.block?.name, block);
    assert.deepEqual(header.stack, stackToProto(STACK));
    assert.deepEqual((await headerOf(registry, { training: name, block })).files, header.files);
    // Other image sizes take the same weights.
    const stack = { ...stackToProto(STACK), input: { height: 24, width: 24, channels: 3 } };
    assert.deepEqual((await headerOf(registry, { training: name, stack })).stack, stack);
    // Weights that an evaluation trained are chosen as ever where no training is named.
    await registry.publish(evaluation({ trial: 1, nsc: NSC, weightsSha256 }));
    assert.deepEqual((await headerOf(registry, { block })).trial, 'searches/s1/trials/1');
    const model = await exportedModel(registry.client, { training: name });
    assert.equal(model.header.training, name);
  },
);

bothTest('says which field does not go with the training', async (place) => {
  await using registry = await testRegistry(place);
  const { name } = await registered(registry);
  const refusal = async (
    request: RegistryMethods['exportModel']['requestInput'],
    field: string,
    description: RegExp,
  ) => {
    await assert.rejects(headerOf(registry, { training: name, ...request }), refused(field, description));
  };
  await refusal(
    { stack: stackToProto(WIDER) },
    'stack',
    /does not take the weights of trainings\/.*leave it out/,
  );
  await refusal({ trial: 'searches/s1/trials/1' }, 'trial', /must be empty where training is set/);
  await refusal({ block: 'blocks/0123456789abcdef' }, 'block', new RegExp(`trained ${block}`));
  await refusal({ weights: 'WEIGHTS_STATE_INITIALISED' }, 'weights', /WEIGHTS_STATE_TRAINED/);
  await refusal({ training: 'trainings/x' }, 'training', /"trainings\/\{training\}"/);
  await assert.rejects(
    headerOf(registry, { training: 'trainings/0123456789abcdef0123456789abcdef' }),
    failed(status.NOT_FOUND, /is not kept/),
  );
});
