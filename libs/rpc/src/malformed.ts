import type { ServiceDefinition } from '@grpc/grpc-js';
import { invalidArgument, type RpcError } from './error.js';

/** Stands for a request whose bytes do not decode; answered with INVALID_ARGUMENT rather than INTERNAL. */
export const MALFORMED: unique symbol = Symbol('malformed request');

export function malformed(): RpcError {
  return invalidArgument([{ field: '(request)', description: 'the bytes are not a message of this method' }]);
}

/** The definition with decoders that give {@link MALFORMED} instead of throwing. */
export function tolerant(definition: ServiceDefinition): ServiceDefinition {
  return Object.fromEntries(
    Object.entries(definition).map(([name, method]) => [
      name,
      {
        ...method,
        requestDeserialize: (bytes: Buffer): unknown => {
          try {
            return method.requestDeserialize(bytes) as unknown;
          } catch {
            return MALFORMED;
          }
        },
      },
    ]),
  );
}
