import protobuf from 'protobufjs';

/**
 * The parts of TensorFlow's messages that a saved inference graph needs; numbers as in
 * tensorflow/core/{framework,protobuf}. Fields that hold a graph's nodes, or an attribute's large tensor, are
 * not here: those are written while they are read.
 */
const { root } = protobuf.parse(`
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
message VersionDef { int32 producer = 1; }
message MetaInfoDef {
  repeated string tags = 4;
  bool stripped_default_attrs = 7;
}
message TensorInfo {
  string name = 1;
  int32 dtype = 2;
  TensorShapeProto tensor_shape = 3;
}
message SignatureDef {
  map<string, TensorInfo> inputs = 1;
  map<string, TensorInfo> outputs = 2;
  string method_name = 3;
}
message SavedModel { int64 saved_model_schema_version = 1; }
message SignatureEntry {
  string key = 1;
  SignatureDef value = 2;
}
`);

type MessageName = 'TensorProto' | 'NodeDef' | 'VersionDef' | 'MetaInfoDef' | 'SignatureEntry' | 'SavedModel';

/** The bytes of a small message. */
export function encodeMessage(name: MessageName, value: Readonly<Record<string, unknown>>): Uint8Array {
  const type = root.lookupType(`tensorflow.${name}`);
  return type.encode(type.fromObject(value)).finish();
}

/** TensorFlow's numbers of data types. */
export const DATA_TYPES = { float: 1, int32: 3 } as const;

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

/** @param shape - −1 for the batch, which is known only when images come */
export function shapeMessage(shape: readonly number[]): ShapeMessage {
  return { dim: shape.map((size) => ({ size })) };
}
