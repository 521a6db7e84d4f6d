import type { Stack } from '@blockqnn/network';
import type { ModelFormat } from '../model-exporter.js';
import { onnxExample, tfjsExample } from './javascript-examples.js';
import { kerasExample, pytorchExample, savedModelExample } from './python-examples.js';

/** How a model is loaded and fed. */
export interface Loading {
  readonly framework: string;
  /** As the Hugging Face Hub names it. */
  readonly library: string;
  readonly input: string;
  readonly output: string;
  /** What has to be installed, as a command. */
  readonly install: string;
  readonly language: 'javascript' | 'python';
  /** A program that runs beside the files, under this name. */
  readonly programName: string;
  readonly program: string;
  /** Runs it, in the folder of the files. */
  readonly run: string;
}

type Described = Omit<Loading, 'programName' | 'run' | 'program'>;

const IMAGES = (stack: Stack): string => {
  const { height, width, channels } = stack.input;
  return `float32 [batch, ${height}, ${width}, ${channels}], pixel values 0 to 255 as they are; the model rescales them itself`;
};

const FORMATS: Readonly<
  Record<
    ModelFormat,
    { readonly describe: (stack: Stack) => Described; readonly program: (stack: Stack) => string }
  >
> = {
  tfjs: {
    describe: (stack) => ({
      framework: 'TensorFlow.js LayersModel',
      library: 'tfjs',
      input: IMAGES(stack),
      output: `float32 [batch, ${stack.classes}], probabilities; the layer \`logits\` holds the values before the softmax`,
      install: 'npm install @tensorflow/tfjs-core @tensorflow/tfjs-layers @tensorflow/tfjs-backend-cpu',
      language: 'javascript',
    }),
    program: tfjsExample,
  },
  keras: {
    describe: (stack) => ({
      framework: 'Keras 3',
      library: 'keras',
      input: IMAGES(stack),
      output: `float32 [batch, ${stack.classes}], probabilities; the layer \`logits\` holds the values before the softmax`,
      install: 'pip install keras tensorflow',
      language: 'python',
    }),
    program: kerasExample,
  },
  onnx: {
    describe: (stack) => ({
      framework: 'ONNX',
      library: 'onnx',
      input: `\`images\`: ${IMAGES(stack)}`,
      output: `\`probabilities\` and \`logits\`: float32 [batch, ${stack.classes}]`,
      install: 'npm install onnxruntime-node',
      language: 'javascript',
    }),
    program: onnxExample,
  },
  pytorch: {
    describe: (stack) => ({
      framework: 'PyTorch',
      library: 'pytorch',
      input: `float32 [batch, ${stack.input.channels}, ${stack.input.height}, ${stack.input.width}]: channels first, other than in the other formats; pixel values 0 to 255 as they are; the model rescales them itself`,
      output: `float32 [batch, ${stack.classes}], logits; \`probabilities()\` gives their softmax`,
      install: 'pip install torch safetensors',
      language: 'python',
    }),
    program: pytorchExample,
  },
  savedmodel: {
    describe: (stack) => ({
      framework: 'TensorFlow SavedModel',
      library: 'tf-keras',
      input: `\`images\` of the signature \`serving_default\`: ${IMAGES(stack)}`,
      output: `\`probabilities\` and \`logits\`: float32 [batch, ${stack.classes}]`,
      install: 'pip install tensorflow',
      language: 'python',
    }),
    program: savedModelExample,
  },
};

/** What a reader needs to run a model, with a program that does it. */
export function howToLoad(format: ModelFormat, stack: Stack): Loading {
  const { describe, program } = FORMATS[format];
  const described = describe(stack);
  const [programName, command] =
    described.language === 'python' ? ['classify.py', 'python'] : ['classify.mjs', 'node'];
  return { ...described, programName, run: `${command} ${programName}`, program: program(stack) };
}
