import type { GraphNode, LayerGraph } from '@blockqnn/network';
import { type BlockPattern, hasOptionalProjections } from './block-pattern.js';
import type { BlockParameter } from './block-source.js';
import { BATCH_NORM_ARGUMENTS, poolingModule, windowPadding } from './layer-source.js';
import { type Python, statement } from './python-layout.js';
import type { NetworkPart, StackedBlock } from './stacked-blocks.js';

/** A part of the network in Python: what its constructor makes, and what `forward` does. */
interface PartSource {
  readonly modules: readonly string[];
  readonly forward: readonly string[];
}

const UNEVEN_PADDING = [
  '',
  '    Windows with a stride reach beyond images of this size more after than before them, as',
  '    "same" padding has it; images of other sizes would need other numbers.',
];

/** The class `Network`, in lines: the stack, whose attributes bear the ids of the graph's nodes. */
export function networkSource(
  { nodes, classes }: LayerGraph,
  parts: readonly NetworkPart[],
  block: { readonly pattern: BlockPattern; readonly parameters: readonly BlockParameter[] },
): string[] {
  const { height = 0, width = 0, channels = 0 } = nodes[0]?.shape ?? {};
  const sources = parts.map((part) =>
    part.kind === 'node'
      ? nodeSource(part.node, part.input)
      : { modules: stageModule(part.name, part.blocks, block), forward: [`x = self.${part.name}(x)`] },
  );
  return [
    'class Network(nn.Module):',
    `    """An image classifier made of the block.`,
    '',
    `    Images go in as [batch, ${channels}, ${height}, ${width}], channels first, with pixel values 0 to 255.`,
    `    Logits come out as [batch, ${classes}].`,
    ...(sources.some(isPaddedUnevenly) ? UNEVEN_PADDING : []),
    '    """',
    '',
    '    def __init__(self) -> None:',
    '        super().__init__()',
    ...sources.flatMap(({ modules }) => modules),
    '',
    '    def forward(self, images: Tensor) -> Tensor:',
    ...sources.flatMap(({ forward }) => forward.map((line) => `        ${line}`)),
    '',
    '    def probabilities(self, images: Tensor) -> Tensor:',
    '        return self(images).softmax(dim=1)',
  ];
}

function isPaddedUnevenly({ modules, forward }: PartSource): boolean {
  return [...modules, ...forward].some((line) => /ceil_mode|F\.pad/.test(line));
}

function stageModule(
  name: string,
  blocks: readonly StackedBlock[],
  { pattern, parameters }: { pattern: BlockPattern; parameters: readonly BlockParameter[] },
): string[] {
  const calls = blocks.map((block) => {
    const values: Record<BlockParameter, string> = {
      channels: String(block.channels),
      filters: String(filtersOf(block)),
      project_input: hasOptionalProjections(block, pattern) ? 'project_input=True' : '',
    };
    return `Block(${parameters
      .map((parameter) => values[parameter])
      .filter((value) => value !== '')
      .join(', ')})`;
  });
  const items = runsOf(calls).flatMap(({ call, count }) =>
    count <= 2 ? Array<string>(count).fill(call) : [`*[${call} for _ in range(${count})]`],
  );
  const stage: Python = { open: 'nn.Sequential(', items, close: ')', isTall: items.length > 1 };
  return statement(`self.${name} = `, stage, 8);
}

/** Of every convolution in the block, projections included, and of every sum; nobody asks in a block without any. */
function filtersOf({ nodes }: StackedBlock): number {
  return (
    nodes.find(({ operation: { kind } }) => kind === 'convolution' || kind === 'add')?.shape.channels ?? 0
  );
}

function runsOf(calls: readonly string[]): { call: string; count: number }[] {
  const runs: { call: string; count: number }[] = [];
  for (const call of calls) {
    const last = runs.at(-1);
    if (last?.call === call) last.count += 1;
    else runs.push({ call, count: 1 });
  }
  return runs;
}

function nodeSource({ id, operation, shape }: GraphNode, input: GraphNode): PartSource {
  const applied = (module: Python, argument = 'x'): PartSource => ({
    modules: statement(`self.${id} = `, module, 8),
    forward: [`x = self.${id}(${argument})`],
  });
  const read = input.shape;
  switch (operation.kind) {
    case 'rescale':
      return { modules: [], forward: [rescaling(operation)] };
    case 'convolution': {
      const { before, isEven, sides } = windowPadding(operation, read);
      const module: Python = {
        open: 'nn.Conv2d(',
        items: [
          String(read.channels),
          String(operation.filters),
          `kernel_size=${operation.kernel}`,
          ...(operation.stride === 1 ? [] : [`stride=${operation.stride}`]),
          ...(isEven && before !== '0' ? [`padding=${before}`] : []),
          'bias=False',
        ],
        close: ')',
      };
      return applied(module, isEven ? 'x' : `F.pad(x, ${sides})`);
    }
    case 'batchNormalisation':
      return applied(`nn.BatchNorm2d(${shape.channels}, ${BATCH_NORM_ARGUMENTS})`);
    case 'maxPooling':
    case 'averagePooling':
      return applied(poolingModule(operation, read));
    case 'globalAveragePooling':
      return { modules: [], forward: ['x = x.mean(dim=(2, 3))'] };
    case 'dense':
      return {
        modules: [`        self.${id} = nn.Linear(${read.channels}, ${operation.units})`],
        forward: [`return self.${id}(x)`],
      };
    case 'softmax':
      return { modules: [], forward: [] };
    case 'input':
    case 'relu':
    case 'add':
    case 'concat':
      throw new RangeError(`${id}: no network has an operation ${operation.kind} outside its blocks`);
  }
}

/** A factor is written as the divisor that it is the inverse of, where that is shorter: `images / 63.75 - 2`. */
function rescaling({ scale, offset }: { readonly scale: number; readonly offset: number }): string {
  const divisor = String(1 / scale);
  const factor = String(scale);
  const scaled = divisor.length < factor.length ? `images / ${divisor}` : `images * ${factor}`;
  return `x = ${scaled} ${offset < 0 ? '-' : '+'} ${Math.abs(offset)}`;
}
