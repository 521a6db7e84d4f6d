import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CompiledGraph } from '../src/native/compiled-graph.js';
import { DataflowGraph } from '../src/native/dataflow-graph.js';
import { gradients } from '../src/native/differentiation.js';
import { layer } from '../src/native/forward-pass.js';
import { PRECISIONS, type Precision } from '../src/native/precision.js';
import { LAYER_CASES, yardstickOf } from './layer-cases.js';
import { withNativeBinding } from './native-binding.js';

withNativeBinding('precision of convolutions', (binding) => {
  for (const name of ['convolution 3×3', 'convolution 1×1']) {
    test(`${name}: small whole numbers give the same gradients in every precision`, () => {
      const layerCase = LAYER_CASES[name];
      assert.ok(layerCase);
      const { node, inputs, output } = yardstickOf(layerCase);
      const [shape, kernelShape] = [inputs[0]?.shape, node.weights[0]?.shape];
      assert.ok(shape && kernelShape);
      const computed = (precision: Precision): readonly Float32Array[] => {
        const graph = new DataflowGraph();
        const input = graph.placeholder('input', 'float', shape.with(0, -1));
        const kernel = graph.placeholder('kernel', 'float', kernelShape);
        const direction = graph.placeholder('direction', 'float', output.shape.with(0, -1));
        const result = layer(graph, node, [input], {
          weightOf: () => kernel,
          isTraining: true,
          precision,
          onStatistics: () => undefined,
        });
        assert.equal(result.type, 'float');
        const isReduced = graph.nodes.some(({ outputs }) => outputs.some(({ type }) => type === 'bfloat16'));
        assert.equal(isReduced, precision === 'bfloat16');
        const slopes = gradients(graph, result, direction, [input, kernel]);
        using compiled = new CompiledGraph(binding(), graph);
        return compiled.run(
          [
            { tensor: input, shape, values: small(shape, 5) },
            { tensor: kernel, shape: kernelShape, values: small(kernelShape, 3) },
            { tensor: direction, shape: output.shape, values: small(output.shape, 2) },
          ],
          [result, ...slopes],
        );
      };
      const [exact, ...others] = PRECISIONS.map(computed);
      assert.equal(exact?.length, 3);
      for (const other of others) assert.deepEqual(other, exact);
    });
  }
});

/** −1 to 1: sums of some hundred products are numbers of bfloat16. */
function small(shape: readonly number[], factor: number): Float32Array {
  const size = shape.reduce((product, side) => product * side, 1);
  return Float32Array.from({ length: size }, (_, i) => (((i * factor) % 7) % 3) - 1);
}
