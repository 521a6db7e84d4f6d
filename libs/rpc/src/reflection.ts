import { FILE_DESCRIPTOR_SETS } from '@blockqnn/api';
import type { PackageDefinition } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import descriptor, { type IFileDescriptorSet } from 'protobufjs/ext/descriptor/index.js';

const HEALTH = 'grpc.health.v1.Health';

/**
 * Reflection for a service and for health checking, with the details of errors, so that grpcurl and its
 * like need no proto files.
 *
 * @param service Full name; other services of ours are left out of the list.
 */
export function reflectionOf(service: string): ReflectionService {
  const files = FILE_DESCRIPTOR_SETS.flatMap((base64) => {
    // protobufjs types what it decodes as a bare Message, without the fields of the descriptor.
    const set = descriptor.FileDescriptorSet.decode(
      Buffer.from(base64, 'base64'),
    ) as unknown as IFileDescriptorSet;
    return set.file.map((file) => Buffer.from(descriptor.FileDescriptorProto.encode(file).finish()));
  });
  // The reflection service reads descriptors from whatever entries of a package definition carry them.
  const carrier = { format: '', type: {}, fileDescriptorProtos: files };
  return new ReflectionService({ carrier } as unknown as PackageDefinition, { services: [service, HEALTH] });
}
