import type { Engine, OpenNetwork } from '@blockqnn/training';

/** The same engine, which tells of every batch that a network of it has classified: validation and test have no steps. */
export function watchedEngine(engine: Engine, onClassified: () => void): Engine {
  return {
    info: engine.info,
    loadImages: (images, shape) => engine.loadImages(images, shape),
    open: async (graph, weights, learning) =>
      watchedNetwork(await engine.open(graph, weights, learning), onClassified),
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

function watchedNetwork(network: OpenNetwork, onClassified: () => void): OpenNetwork {
  return {
    step: (batch, learningRate) => network.step(batch, learningRate),
    classify: async (batch) => {
      const loss = await network.classify(batch);
      onClassified();
      return loss;
    },
    readWeights: () => network.readWeights(),
    reset: (weights) => network.reset(weights),
    readState: () => network.readState(),
    writeState: (state) => network.writeState(state),
    [Symbol.asyncDispose]: () => network[Symbol.asyncDispose](),
  };
}
