import type { ServiceDefinition } from '@grpc/grpc-js';

/** Stands for a request whose bytes do not decode; answered with INVALID_ARGUMENT rather than INTERNAL. */
export const MALFORMED: unique symbol = Symbol('malformed request');

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
