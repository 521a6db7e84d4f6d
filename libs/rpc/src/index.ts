export type { Admission, CallGuard, CallOutcome, GuardedCall } from './call-guard.js';
export type { ServerCall } from './server-call.js';
export type { ClientCallOptions } from './client-call-options.js';
export { createClient, type Client, type ClientOptions } from './client.js';
export { PlaintextTokenError, type ClientConnection } from './client-connection.js';
export {
  aborted,
  alreadyExists,
  failedPrecondition,
  invalidArgument,
  notFound,
  permissionDenied,
  resourceExhausted,
  RpcError,
  STANDBY,
  unauthenticated,
  unavailable,
  unimplemented,
  type FieldViolation,
  type RpcErrorDetails,
} from './error.js';
export { FollowedFiles, type FollowedFilesOptions, type NamedFile } from './followed-files.js';
export type {
  CallContext,
  ClientStreamHandler,
  Handler,
  Handlers,
  ServerStreamHandler,
  UnaryHandler,
} from './handlers.js';
export { formatAddress, parseAddress, parseAddresses, type ListenAddress } from './listen-address.js';
export { ListenError } from './listen-error.js';
export { isLoopback } from './loopback.js';
export { RareLog } from './rare-log.js';
export { startServer, type RpcServer, type ServerLimits, type ServerOptions } from './server.js';
export { checkTransport, type ServerTransport } from './server-transport.js';
export { TlsFaultError } from './tls-fault.js';
export type { TlsFiles } from './tls-files.js';
export { validate, violationsOf } from './validate.js';
