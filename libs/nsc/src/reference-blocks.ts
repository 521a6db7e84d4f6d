import type { Block } from './block.js';
import { parseBlock } from './text.js';

/** A block that people know. */
export interface ReferenceBlock {
  /** Lower-case letters and dashes. */
  readonly name: string;
  readonly block: Block;
  /** One sentence. */
  readonly description: string;
}

/** Well-known building blocks of hand-made networks, written in this code. */
export const REFERENCE_BLOCKS: readonly ReferenceBlock[] = [
  {
    name: 'plain',
    block: parseBlock('conv3@0,conv3@1'),
    description: 'Two 3×3 convolutions in a row, as in VGG (Simonyan and Zisserman 2014).',
  },
  {
    name: 'residual',
    block: parseBlock('conv3@0,conv3@1,add@2+0'),
    description: 'Two 3×3 convolutions and an identity short-cut, as in ResNet-18 and -34 (He et al. 2016).',
  },
  {
    name: 'bottleneck',
    block: parseBlock('conv1@0,conv3@1,conv1@2,add@3+0'),
    description:
      'A 3×3 convolution between two 1×1 ones and an identity short-cut, as in ResNet-50 (He et al. 2016).',
  },
  {
    name: 'inception',
    block: parseBlock('conv1@0,conv3@1,conv1@0,conv5@3,max3@0,conv1@5,conv1@0,cat@4+2,cat@8+6,cat@9+7'),
    description: 'Four branches of different reach, concatenated, as in GoogLeNet (Szegedy et al. 2015).',
  },
  {
    name: 'dense',
    block: parseBlock('conv3@0,cat@1+0,conv3@2,cat@3+2,conv3@4,cat@5+4'),
    description: 'Each convolution reads everything before it, as in DenseNet (Huang et al. 2017).',
  },
];
