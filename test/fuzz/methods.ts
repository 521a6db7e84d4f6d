import { FILE_DESCRIPTOR_SETS } from '@blockqnn/api';
import { createRequire } from 'node:module';
import protobuf from 'protobufjs';
import descriptor from 'protobufjs/ext/descriptor/index.js';

/** One RPC, with the descriptors of what it takes and gives. */
export interface FuzzMethod {
  /** Full name of the service. */
  readonly service: string;
  readonly name: string;
  /** As in the `:path` of a call. */
  readonly path: string;
  readonly requestStream: boolean;
  readonly responseStream: boolean;
  readonly requestType: protobuf.Type;
  readonly responseType: protobuf.Type;
}

const REFLECTION_PROTO = '@grpc/reflection/build/proto/grpc/reflection/v1/reflection.proto';

/** Every service that our descriptors declare, and reflection, which every server adds. */
export const METHODS: readonly FuzzMethod[] = [...descriptorRoots(), reflectionRoot()].flatMap((root) =>
  servicesOf(root).flatMap(methodsOf),
);

/** The methods of one service, by its full name. */
export function methodsOfService(service: string): readonly FuzzMethod[] {
  const methods = METHODS.filter((method) => method.service === service);
  if (methods.length === 0) throw new Error(`no service ${service} is described`);
  return methods;
}

/** What protobufjs' extension for descriptors adds to the class, without a type for it. */
interface DescriptorExtension {
  readonly fromDescriptor: (set: protobuf.Message) => protobuf.Root;
}

function descriptorRoots(): protobuf.Namespace[] {
  return FILE_DESCRIPTOR_SETS.map((base64) => {
    const set = descriptor.FileDescriptorSet.decode(Buffer.from(base64, 'base64'));
    return (protobuf.Root as unknown as DescriptorExtension).fromDescriptor(set).resolveAll();
  });
}

function reflectionRoot(): protobuf.Namespace {
  const root = new protobuf.Root();
  root.loadSync(createRequire(import.meta.url).resolve(REFLECTION_PROTO), { keepCase: true });
  return root.resolveAll();
}

function servicesOf(node: protobuf.ReflectionObject): protobuf.Service[] {
  if (node instanceof protobuf.Service) return [node];
  return node instanceof protobuf.Namespace ? node.nestedArray.flatMap(servicesOf) : [];
}

function methodsOf(service: protobuf.Service): FuzzMethod[] {
  const name = service.fullName.slice(1);
  return service.methodsArray.map((method) => ({
    service: name,
    name: method.name,
    path: `/${name}/${method.name}`,
    requestStream: method.requestStream === true,
    responseStream: method.responseStream === true,
    requestType: service.lookupType(method.requestType),
    responseType: service.lookupType(method.responseType),
  }));
}

/** Bytes of a message given as plain JSON-like values, field names as in the proto file. */
export function encodeMessage(type: protobuf.Type, value: Readonly<Record<string, unknown>>): Buffer {
  return Buffer.from(type.encode(type.fromObject(value)).finish());
}

/** A message as plain values, with defaults; 64-bit numbers are strings, enums names, bytes base64. */
export function decodeMessage(type: protobuf.Type, bytes: Uint8Array): Record<string, unknown> {
  return type.toObject(type.decode(bytes), { longs: String, enums: String, bytes: String, defaults: true });
}
