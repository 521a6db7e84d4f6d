import type { BlockLayer, BlockPattern, Channels, Operand } from './block-pattern.js';
import { BATCH_NORM_ARGUMENTS, poolingModule } from './layer-source.js';
import { type Python, statement } from './python-layout.js';

/** What the block's class is built with, in the order of its parameters. */
export type BlockParameter = 'channels' | 'filters' | 'project_input';

/** The Python class of a block, in lines. */
export interface BlockSource {
  readonly lines: readonly string[];
  readonly parameters: readonly BlockParameter[];
}

/** The class `ConvolutionCell`, on which the block's convolutions are built. */
export const CONVOLUTION_CELL = `class ConvolutionCell(nn.Module):
    """A layer of the block that convolves: ReLU, convolution, batch normalisation."""

    def __init__(self, channels: int, filters: int, kernel_size: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(
            channels, filters, kernel_size, padding=kernel_size // 2, bias=False
        )
        self.bn = nn.BatchNorm2d(filters, ${BATCH_NORM_ARGUMENTS})

    def forward(self, x: Tensor) -> Tensor:
        return self.bn(self.conv(torch.relu(x)))`.split('\n');

/** The padding of a stride of 1 depends on no size. */
const ANY_SIZE = { height: 1, width: 1 };

const PARAMETERS: Readonly<Record<BlockParameter, string>> = {
  channels: 'channels: int',
  filters: 'filters: int',
  project_input: 'project_input: bool = False',
};

/**
 * The class `Block`: attributes bear the names of the block's layers.
 *
 * @param docstring - its lines without quotes
 */
export function blockSource({ layers }: BlockPattern, docstring: readonly string[]): BlockSource {
  const modules = moduleLines(layers);
  const used = modules.join('\n');
  const parameters = (Object.keys(PARAMETERS) as BlockParameter[]).filter((name) =>
    new RegExp(`\\b${name}\\b`).test(used),
  );
  const self = ['self', ...parameters.map((name) => PARAMETERS[name])];
  const initialise = [
    '',
    ...statement('', { open: 'def __init__(', items: self, close: ') -> None' }, 4, ':'),
    '        super().__init__()',
    ...modules,
  ];
  const lines = [
    'class Block(nn.Module):',
    ...docstring.map((line) => (line === '' ? '' : `    ${line}`)),
    ...(modules.length === 0 ? [] : initialise),
    '',
    '    def forward(self, x: Tensor) -> Tensor:',
    ...layers.flatMap((layer, index) => {
      const start = index === layers.length - 1 ? 'return ' : `${layer.name} = `;
      return statement(start, layerValue(layer), 8);
    }),
  ];
  return { lines, parameters };
}

function moduleLines(layers: readonly BlockLayer[]): string[] {
  const always: string[] = [];
  const projected: string[] = [];
  const direct: string[] = [];
  for (const layer of layers) {
    switch (layer.kind) {
      case 'cell':
        always.push(
          ...statement(
            `self.${layer.name} = `,
            {
              open: 'ConvolutionCell(',
              items: [channelsText(layer.channels), 'filters', `kernel_size=${layer.kernel}`],
              close: ')',
            },
            8,
          ),
        );
        break;
      case 'maxPooling':
      case 'averagePooling':
        always.push(
          ...statement(`self.${layer.name} = `, poolingModule({ ...layer, stride: 1 }, ANY_SIZE), 8),
        );
        break;
      case 'add':
        for (const { projection } of layer.operands) {
          if (!projection) continue;
          const { name, channels, isOptional } = projection;
          const convolution = {
            open: 'nn.Conv2d(',
            items: [channelsText(channels), 'filters', 'kernel_size=1', 'bias=False'],
            close: ')',
          };
          (isOptional ? projected : always).push(
            ...statement(`self.${name} = `, convolution, isOptional ? 12 : 8),
          );
          if (isOptional) direct.push(`            self.${name} = nn.Identity()`);
        }
        break;
      case 'concat':
        break;
    }
  }
  if (projected.length === 0) return always;
  return [...always, '        if project_input:', ...projected, '        else:', ...direct];
}

function layerValue(layer: BlockLayer): Python {
  switch (layer.kind) {
    case 'cell':
    case 'maxPooling':
    case 'averagePooling':
      return `self.${layer.name}(${layer.input})`;
    case 'add':
      // Two operands, whose names are too short to fill a line.
      return layer.operands.map(operandText).join(' + ');
    case 'concat':
      return {
        open: 'torch.cat(',
        items: [{ open: '[', items: layer.inputs, close: ']' }, 'dim=1'],
        close: ')',
      };
  }
}

function operandText({ value, projection }: Operand): string {
  return projection ? `self.${projection.name}(${value})` : value;
}

/** For instance `channels + 2 * filters`. */
function channelsText({ input, filters }: Channels): string {
  const terms = Object.entries({ channels: input, filters })
    .filter(([, times]) => times > 0)
    .map(([name, times]) => (times === 1 ? name : `${times} * ${name}`));
  return terms.join(' + ');
}
