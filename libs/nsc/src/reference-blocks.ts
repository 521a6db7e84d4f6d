import type { Block } from './block.js';
import { blockId } from './canonical.js';
import { parseBlock } from './text.js';

/** A block that people know. */
export interface ReferenceBlock {
  /** Lower-case letters, digits and dashes. */
  readonly name: string;
  readonly block: Block;
  /** What it is, and where it departs from the published one: every convolution here has the stage's filters. */
  readonly description: string;
  /** Publication that it was taken from. */
  readonly source: string;
}

/**
 * Well-known building blocks, written in this code: made by hand, and found by searches that were published with
 * their cells. All convolutions are pre-activation cells (PCC), and none is grouped or separable, so what
 * consists of such, as the cells of NASNet, AmoebaNet and DARTS do, cannot be written and does not stand here.
 */
export const REFERENCE_BLOCKS: readonly ReferenceBlock[] = [
  {
    name: 'plain',
    block: parseBlock('conv3@0,conv3@1'),
    description: 'Two 3×3 convolutions in a row.',
    source: 'VGG: Simonyan and Zisserman, Very Deep Convolutional Networks, ICLR 2015',
  },
  {
    name: 'residual',
    block: parseBlock('conv3@0,conv3@1,add@2+0'),
    description:
      'Two 3×3 convolutions and an identity short-cut, as in ResNet-18 and -34 with pre-activation.',
    source: 'He et al., Identity Mappings in Deep Residual Networks, ECCV 2016',
  },
  {
    name: 'bottleneck',
    block: parseBlock('conv1@0,conv3@1,conv1@2,add@3+0'),
    description:
      'A 3×3 convolution between two 1×1 ones and an identity short-cut, as in ResNet-50 with pre-activation; here all three are equally wide.',
    source: 'He et al., Identity Mappings in Deep Residual Networks, ECCV 2016',
  },
  {
    name: 'resnext-like',
    block: parseBlock(
      'conv1@0,conv3@1,conv1@2,conv1@0,conv3@4,conv1@5,conv1@0,conv3@7,conv1@8,conv1@0,conv3@10,conv1@11,add@6+3,add@13+9,add@14+12,add@15+0',
    ),
    description:
      'Four equal bottlenecks side by side, their sum, and an identity short-cut; ResNeXt has 32 of them, each a few channels wide, where these have all filters.',
    source: 'Xie et al., Aggregated Residual Transformations for Deep Neural Networks, CVPR 2017',
  },
  {
    name: 'inception',
    block: parseBlock('conv1@0,conv3@1,conv1@0,conv5@3,max3@0,conv1@5,conv1@0,cat@4+2,cat@8+6,cat@9+7'),
    description:
      'Four branches of different reach, concatenated, as in GoogLeNet; here all are equally wide.',
    source: 'Szegedy et al., Going Deeper with Convolutions, CVPR 2015',
  },
  {
    name: 'inception-factorised',
    block: parseBlock(
      'conv1@0,conv3@1,conv1@0,conv3@3,conv3@4,avg3@0,conv1@6,conv1@0,cat@5+2,cat@9+7,cat@10+8',
    ),
    description:
      'The Inception block with two 3×3 convolutions for the 5×5 one and average pooling, as in Inception-v3; here all branches are equally wide.',
    source: 'Szegedy et al., Rethinking the Inception Architecture for Computer Vision, CVPR 2016',
  },
  {
    name: 'inception-residual',
    block: parseBlock('conv1@0,conv1@0,conv3@2,conv1@0,conv3@4,conv3@5,cat@3+1,cat@7+6,conv1@8,add@9+0'),
    description:
      'Three branches, concatenated and brought back by a 1×1 convolution, and an identity short-cut, as block A of Inception-ResNet; here without scaling, all branches equally wide.',
    source:
      'Szegedy et al., Inception-v4, Inception-ResNet and the Impact of Residual Connections on Learning, AAAI 2017',
  },
  {
    name: 'fire',
    block: parseBlock('conv1@0,conv1@1,conv3@1,cat@3+2'),
    description:
      'A 1×1 convolution, then a 1×1 and a 3×3 one side by side, concatenated, as in SqueezeNet; here the first is no narrower than the others.',
    source: 'Iandola et al., SqueezeNet, 2016 (arXiv 1602.07360)',
  },
  {
    name: 'dense',
    block: parseBlock('conv3@0,cat@1+0,conv3@2,cat@3+2,conv3@4,cat@5+4'),
    description:
      'Each convolution reads everything before it, as in DenseNet; here the growth rate is the number of filters.',
    source: 'Huang et al., Densely Connected Convolutional Networks, CVPR 2017',
  },
  {
    name: 'dense-bottleneck',
    block: parseBlock('conv1@0,conv3@1,cat@2+0,conv1@3,conv3@4,cat@5+3,conv1@6,conv3@7,cat@8+6'),
    description:
      'The dense block with a 1×1 convolution before each 3×3 one, as in DenseNet-B; here both are equally wide.',
    source: 'Huang et al., Densely Connected Convolutional Networks, CVPR 2017',
  },
  {
    name: 'fractal-like',
    block: parseBlock('conv3@0,conv3@1,conv3@0,add@2+3,conv3@4,conv3@5,conv3@4,add@6+7,conv3@0,add@8+9'),
    description:
      'A fractal of three columns of 3×3 convolutions; FractalNet joins them by their mean where this adds, and drops paths while it trains.',
    source: 'Larsson et al., FractalNet: Ultra-Deep Neural Networks without Residuals, ICLR 2017',
  },
  {
    name: 'nas-bench-201',
    block: parseBlock('conv3@0,conv3@0,conv3@1,add@3+2,conv3@1,conv1@4,add@6+5,add@7+0'),
    description:
      'The cell |nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_1x1~2|, which has the highest validation accuracy on CIFAR-10 of all 15,625 cells of the benchmark; its layers are PCCs there too.',
    source:
      'Dong and Yang, NAS-Bench-201: Extending the Scope of Reproducible Neural Architecture Search, ICLR 2020',
  },
  {
    name: 'nats-bench',
    block: parseBlock('conv3@0,conv3@0,conv3@1,add@3+2,conv3@1,conv3@4,add@6+5,add@7+0'),
    description:
      'The cell |nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|, which every network of the size search space has; its layers are PCCs there too.',
    source:
      'Dong et al., NATS-Bench: Benchmarking NAS Algorithms for Architecture Topology and Size, IEEE TPAMI 2021',
  },
];

/** By the block's id. */
let byId: ReadonlyMap<string, ReferenceBlock> | undefined;

/** The reference block of an id, however it is written. */
export function referenceOf(id: string): ReferenceBlock | undefined {
  byId ??= new Map(REFERENCE_BLOCKS.map((reference) => [blockId(reference.block), reference]));
  return byId.get(id);
}

/** What people call the block of an id; undefined where they call it nothing. */
export function referenceName(id: string): string | undefined {
  return referenceOf(id)?.name;
}

/** The reference block of a name. */
export function referenceNamed(name: string): ReferenceBlock | undefined {
  return REFERENCE_BLOCKS.find((reference) => reference.name === name);
}
