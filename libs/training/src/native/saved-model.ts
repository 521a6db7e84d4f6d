import protobuf from 'protobufjs';

/** The parts of TensorFlow's messages that a graph of ours needs; numbers as in tensorflow/core/{framework,protobuf}. */
const MESSAGES = `
syntax = "proto3";
package tensorflow;
message TensorShapeProto {
  message Dim { int64 size = 1; }
  repeated Dim dim = 2;
}
message TensorProto {
  int32 dtype = 1;
  TensorShapeProto tensor_shape = 2;
  bytes tensor_content = 4;
}
message AttrValue {
  message ListValue { repeated int64 i = 3; }
  oneof value {
    ListValue list = 1;
    bytes s = 2;
    int64 i = 3;
    float f = 4;
    bool b = 5;
    int32 type = 6;
    TensorShapeProto shape = 7;
    TensorProto tensor = 8;
  }
}
message NodeDef {
  string name = 1;
  string op = 2;
  repeated string input = 3;
  map<string, AttrValue> attr = 5;
}
message GraphDef { repeated NodeDef node = 1; }
message MetaGraphDef {
  message MetaInfoDef { repeated string tags = 4; }
  MetaInfoDef meta_info_def = 1;
  GraphDef graph_def = 2;
}
message SavedModel {
  int64 saved_model_schema_version = 1;
  repeated MetaGraphDef meta_graphs = 2;
}
`;

const savedModel = protobuf.parse(MESSAGES, { keepCase: false }).root.lookupType('tensorflow.SavedModel');

/** TensorFlow's numbers of data types. */
export const DATA_TYPES = { float: 1, int32: 3, uint8: 4, bool: 10, bfloat16: 14, resource: 20 } as const;

export type DataType = keyof typeof DATA_TYPES;

/** The value of a node's attribute, as in `tensorflow.AttrValue`. */
export type Attribute =
  | { readonly i: number }
  | { readonly f: number }
  | { readonly b: boolean }
  | { readonly s: Uint8Array }
  | { readonly type: number }
  | { readonly list: { readonly i: readonly number[] } }
  | { readonly shape: ShapeMessage }
  | {
      readonly tensor: {
        readonly dtype: number;
        readonly tensorShape: ShapeMessage;
        readonly tensorContent: Uint8Array;
      };
    };

interface ShapeMessage {
  readonly dim: readonly { readonly size: number }[];
}

/** As `tensorflow.NodeDef`. */
export interface NodeMessage {
  readonly name: string;
  readonly op: string;
  /** `name:output` of what the node reads, then `^name` of what has to run before it. */
  readonly input: readonly string[];
  readonly attr: Readonly<Record<string, Attribute>>;
}

/** The content of a file `saved_model.pb`: no variables, no signatures, one tag. */
export function encodeSavedModel(nodes: readonly NodeMessage[], tag: string): Uint8Array {
  const message = savedModel.fromObject({
    savedModelSchemaVersion: 1,
    metaGraphs: [{ metaInfoDef: { tags: [tag] }, graphDef: { node: nodes } }],
  });
  return savedModel.encode(message).finish();
}

/** @param shape - −1 where a side is not known beforehand */
export function shapeMessage(shape: readonly number[]): ShapeMessage {
  return { dim: shape.map((size) => ({ size })) };
}
