import type { ModelHeaderMessage } from '@blockqnn/api';

/** What models are fetched as, by the words of `--format`. */
export const MODEL_FORMATS = {
  tfjs: {
    message: 'MODEL_FORMAT_TFJS',
    load: (folder) => `tf.loadLayersModel('file://${folder}/model.json') in TensorFlow.js`,
  },
  keras: {
    message: 'MODEL_FORMAT_KERAS',
    load: (folder) => `keras.saving.load_model("${folder}/model.keras") in Keras 3`,
  },
  onnx: {
    message: 'MODEL_FORMAT_ONNX',
    load: (folder) => `InferenceSession("${folder}/model.onnx") in ONNX Runtime`,
  },
  pytorch: {
    message: 'MODEL_FORMAT_PYTORCH',
    load: (folder) =>
      `Network().load_state_dict(load_file("${folder}/model.safetensors")), Network from ${folder}/model.py, in PyTorch`,
  },
  savedmodel: {
    message: 'MODEL_FORMAT_SAVED_MODEL',
    load: (folder) => `tf.saved_model.load("${folder}") in TensorFlow`,
  },
} as const satisfies Record<
  string,
  { readonly message: ModelHeaderMessage['format']; readonly load: (folder: string) => string }
>;

export type ModelFormatName = keyof typeof MODEL_FORMATS;

export const MODEL_FORMAT_NAMES = Object.keys(MODEL_FORMATS) as ModelFormatName[];

/** The word for the format of a header; undefined for one that this program does not know. */
export function formatName({ format }: Pick<ModelHeaderMessage, 'format'>): ModelFormatName | undefined {
  return MODEL_FORMAT_NAMES.find((name) => MODEL_FORMATS[name].message === format);
}
