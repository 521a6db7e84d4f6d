export { createClient, type Client, type ClientCallOptions, type ClientOptions } from './client.js';
export {
  aborted,
  alreadyExists,
  failedPrecondition,
  invalidArgument,
  notFound,
  resourceExhausted,
  RpcError,
  unavailable,
  unimplemented,
  type FieldViolation,
  type RpcErrorDetails,
} from './error.js';
export type {
  CallContext,
  ClientStreamHandler,
  Handler,
  Handlers,
  ServerStreamHandler,
  UnaryHandler,
} from './handlers.js';
export { formatAddress, parseAddress, type ListenAddress } from './listen-address.js';
export { ListenError } from './listen-error.js';
export { startServer, type RpcServer, type ServerLimits, type ServerOptions } from './server.js';
export { validate, violationsOf } from './validate.js';
