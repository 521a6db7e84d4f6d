import type { ServiceDefinition } from '@grpc/grpc-js';
import { loadSync, type MethodDefinition } from '@grpc/proto-loader';
import { LOADER_OPTIONS } from './loader-options.js';

/** A method as types: who streams, what the server receives and sends, what the client sends and receives. */
export interface Method {
  readonly kind: 'unary' | 'serverStream' | 'clientStream';
  readonly request: unknown;
  readonly requestInput: unknown;
  readonly response: unknown;
  readonly responseInput: unknown;
}

type MethodName<Definition> = keyof {
  [Name in keyof Definition as string extends Name ? never : Name]: unknown;
};

/** Methods of a generated service definition by their names in lower camel case. */
export type MethodsOf<
  Definition,
  ServerStreams extends string = never,
  ClientStreams extends string = never,
> = {
  readonly [
    Name in MethodName<Definition> & string as Uncapitalize<Name>
  ]: Definition[Name] extends MethodDefinition<
    infer RequestInput,
    infer ResponseInput,
    infer Request,
    infer Response
  >
    ? {
        readonly kind: Name extends ServerStreams
          ? 'serverStream'
          : Name extends ClientStreams
            ? 'clientStream'
            : 'unary';
        readonly request: Request;
        readonly requestInput: RequestInput;
        readonly response: Response;
        readonly responseInput: ResponseInput;
      }
    : never;
};

/** One of the three services as it is on the wire. */
export interface ServiceContract<Methods> {
  /** Full name, for instance `blockqnn.controller.v1.ControllerService`. */
  readonly name: string;
  /** For a gRPC server or client. */
  readonly definition: ServiceDefinition;
  /** Only a type: ties the methods to the contract. */
  readonly methods?: Methods;
}

/** Loads a service from its proto file. */
export function loadServiceContract<Methods>(file: string, name: string): ServiceContract<Methods> {
  return { name, definition: loadSync(file, LOADER_OPTIONS)[name] as ServiceDefinition };
}
