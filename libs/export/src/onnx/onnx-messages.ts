import protobuf from 'protobufjs';

/** The parts of ONNX's messages that a network of ours needs; numbers as in onnx.proto, IR version 8. */
const MESSAGES = `
syntax = "proto2";
package onnx;
message AttributeProto {
  optional string name = 1;
  optional float f = 2;
  optional int64 i = 3;
  repeated int64 ints = 8;
  optional int32 type = 20;
}
message NodeProto {
  repeated string input = 1;
  repeated string output = 2;
  optional string name = 3;
  optional string op_type = 4;
  repeated AttributeProto attribute = 5;
}
message TensorProto {
  repeated int64 dims = 1 [packed = true];
  optional int32 data_type = 2;
  optional string name = 8;
}
message TensorShapeProto {
  message Dimension {
    oneof value {
      int64 dim_value = 1;
      string dim_param = 2;
    }
  }
  repeated Dimension dim = 1;
}
message TypeProto {
  message Tensor {
    optional int32 elem_type = 1;
    optional TensorShapeProto shape = 2;
  }
  optional Tensor tensor_type = 1;
}
message ValueInfoProto {
  optional string name = 1;
  optional TypeProto type = 2;
  optional string doc_string = 3;
}
message GraphProto {
  repeated NodeProto node = 1;
  optional string name = 2;
  repeated ValueInfoProto input = 11;
  repeated ValueInfoProto output = 12;
}
message OperatorSetIdProto {
  optional string domain = 1;
  optional int64 version = 2;
}
message StringStringEntryProto {
  optional string key = 1;
  optional string value = 2;
}
message ModelProto {
  optional int64 ir_version = 1;
  optional string producer_name = 2;
  optional string doc_string = 6;
  repeated OperatorSetIdProto opset_import = 8;
  repeated StringStringEntryProto metadata_props = 14;
}
`;

const { root } = protobuf.parse(MESSAGES, { keepCase: false });

/** Fields that are written by hand, because they hold weights or are longer than memory should be asked for. */
export const FIELD_NUMBERS = { modelGraph: 7, graphInitializer: 5, tensorRawData: 9 } as const;

/** ONNX's number of the type float32. */
const FLOAT = 1;

/** A node's attribute: a whole number, a list of them, or, as `{ float }`, any number. */
export type Attribute = number | readonly number[] | { readonly float: number };

/** As `onnx.NodeProto`. */
export interface NodeMessage {
  readonly opType: string;
  readonly name: string;
  readonly input: readonly string[];
  readonly output: readonly [string];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** A float32 input or output; a side is a number, or a name where it is free. */
export interface ValueMessage {
  readonly name: string;
  readonly shape: readonly (number | string)[];
  readonly docString: string;
}

/** `onnx.ModelProto` without its graph. */
export interface ModelMessage {
  readonly irVersion: number;
  readonly opset: number;
  readonly producerName: string;
  readonly docString: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The bytes of a model without its graph. */
export function encodeModel({ opset, metadata, ...model }: ModelMessage): Uint8Array {
  return encode('ModelProto', {
    ...model,
    opsetImport: [{ domain: '', version: opset }],
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
  });
}

/** The bytes of a graph without its initializers. */
export function encodeGraph(graph: {
  readonly name: string;
  readonly nodes: readonly NodeMessage[];
  readonly inputs: readonly ValueMessage[];
  readonly outputs: readonly ValueMessage[];
}): Uint8Array {
  return encode('GraphProto', {
    name: graph.name,
    node: graph.nodes.map(({ attributes, ...node }) => ({
      ...node,
      attribute: Object.entries(attributes).map(([name, value]) => ({ name, ...attributeValue(value) })),
    })),
    input: graph.inputs.map(valueInfo),
    output: graph.outputs.map(valueInfo),
  });
}

/** The bytes of a float32 tensor without its values. */
export function encodeTensor(name: string, dims: readonly number[]): Uint8Array {
  return encode('TensorProto', { name, dims, dataType: FLOAT });
}

function encode(message: string, fields: object): Uint8Array {
  const type = root.lookupType(`onnx.${message}`);
  return type.encode(type.fromObject(fields)).finish();
}

function attributeValue(value: Attribute): object {
  if (typeof value === 'number') return { i: value, type: 2 };
  return 'float' in value ? { f: value.float, type: 1 } : { ints: value, type: 7 };
}

function valueInfo({ name, shape, docString }: ValueMessage): object {
  const dim = shape.map((side) => (typeof side === 'number' ? { dimValue: side } : { dimParam: side }));
  return { name, docString, type: { tensorType: { elemType: FLOAT, shape: { dim } } } };
}
