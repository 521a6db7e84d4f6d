/** Version of the operators that a model is written in: ONNX 1.12 (2022), ONNX Runtime 1.12 and later. */
export const ONNX_OPSET = 17;

/** Version of the file format that came with that opset; runtimes refuse files newer than themselves. */
export const ONNX_IR_VERSION = 8;
