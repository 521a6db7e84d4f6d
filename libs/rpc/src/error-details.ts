import { getProtoPath } from 'google-proto-files';
import { join } from 'node:path';
import { Metadata, type ServiceError, type status } from '@grpc/grpc-js';
import protobuf from 'protobufjs';
import { RpcError, type FieldViolation } from './error.js';

/**
 * Rich errors as in google.rpc.Status (AIP-193), carried in the trailer `grpc-status-details-bin`, where
 * every gRPC language finds them.
 */
const TRAILER = 'grpc-status-details-bin';
const TYPE_URL = 'type.googleapis.com/';
const ERROR_DOMAIN = 'blockqnn';

const root = new protobuf.Root();
root.resolvePath = (_origin, target) =>
  target.startsWith('google/') ? join(getProtoPath(), '..', target) : target;
root.loadSync(['google/rpc/status.proto', 'google/rpc/error_details.proto']);

const StatusMessage = root.lookupType('google.rpc.Status');

interface AnyMessage {
  readonly type_url?: string;
  readonly value?: Uint8Array;
}

function pack(type: string, message: object): AnyMessage {
  return { type_url: TYPE_URL + type, value: root.lookupType(type).encode(message).finish() };
}

/** Trailers for an error. */
export function detailsToMetadata(error: RpcError): Metadata {
  const details: AnyMessage[] = [];
  if (error.violations.length > 0) {
    details.push(pack('google.rpc.BadRequest', { fieldViolations: error.violations }));
  }
  if (error.reason !== undefined) {
    details.push(pack('google.rpc.ErrorInfo', { reason: error.reason, domain: ERROR_DOMAIN }));
  }
  if (error.retryDelayMs !== undefined) {
    const seconds = Math.floor(error.retryDelayMs / 1000);
    const nanos = Math.round((error.retryDelayMs - seconds * 1000) * 1e6);
    details.push(pack('google.rpc.RetryInfo', { retryDelay: { seconds, nanos } }));
  }
  const metadata = new Metadata();
  if (details.length > 0) {
    const bytes = StatusMessage.encode({ code: error.code, message: error.message, details }).finish();
    metadata.set(TRAILER, Buffer.from(bytes));
  }
  return metadata;
}

/** What a server answered, with its details where there are any; malformed ones are passed over. */
export function errorFromService(error: ServiceError): RpcError {
  // Some transports' errors come without metadata, whatever the types say.
  const metadata = error.metadata as Metadata | undefined;
  const [bytes] = metadata?.get(TRAILER) ?? [];
  const details = bytes instanceof Buffer ? decodeDetails(bytes) : {};
  return new RpcError(error.code satisfies status, error.details, details, { cause: error });
}

function decodeDetails(bytes: Buffer) {
  let violations: readonly FieldViolation[] = [];
  let reason: string | undefined;
  let retryDelayMs: number | undefined;
  try {
    const decoded = StatusMessage.toObject(StatusMessage.decode(bytes), { defaults: true }) as {
      details: AnyMessage[];
    };
    for (const { type_url: url = '', value } of decoded.details) {
      const type = url.slice(TYPE_URL.length);
      if (!value || !url.startsWith(TYPE_URL + 'google.rpc.')) continue;
      const message = root.lookupType(type);
      const object = message.toObject(message.decode(value), { defaults: true, longs: Number }) as {
        fieldViolations?: FieldViolation[];
        reason?: string;
        retryDelay?: { seconds: number; nanos: number };
      };
      if (type === 'google.rpc.BadRequest') {
        violations = (object.fieldViolations ?? []).map(({ field, description }) => ({ field, description }));
      }
      if (type === 'google.rpc.ErrorInfo') reason = object.reason;
      if (type === 'google.rpc.RetryInfo' && object.retryDelay) {
        retryDelayMs = object.retryDelay.seconds * 1000 + object.retryDelay.nanos / 1e6;
      }
    }
  } catch {
    // A peer that speaks another dialect still has its code and message.
  }
  return {
    violations,
    ...(reason === undefined ? {} : { reason }),
    ...(retryDelayMs === undefined ? {} : { retryDelayMs }),
  };
}
