import { status } from '@grpc/grpc-js';
import { RpcError, TlsFaultError } from '@blockqnn/rpc';
import { inFlags } from './in-flags.js';

/** What the command's exit codes mean; `blockqnn --help` prints the same table. */
export const EXIT_CODES = {
  success: 0,
  /** The work failed: a failed evaluation, a server's error, a file that cannot be written. */
  failure: 1,
  /** Wrong flags, or arguments that the service refuses. */
  usage: 2,
  /** The service cannot be reached, or not in time. */
  unreachable: 3,
  /** What was asked for does not exist. */
  notFound: 4,
  /** Ended by Ctrl-C. */
  interrupted: 130,
} as const;

/** A wrong flag or argument, told before any service is called. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What a command was to work on does not exist, found out without any service. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
}

const CODES: ReadonlyMap<status, number> = new Map([
  [status.INVALID_ARGUMENT, EXIT_CODES.usage],
  [status.OUT_OF_RANGE, EXIT_CODES.usage],
  [status.UNAVAILABLE, EXIT_CODES.unreachable],
  [status.DEADLINE_EXCEEDED, EXIT_CODES.unreachable],
  [status.NOT_FOUND, EXIT_CODES.notFound],
  [status.CANCELLED, EXIT_CODES.interrupted],
]);

export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT_CODES.usage;
  if (error instanceof NotFoundError) return EXIT_CODES.notFound;
  if (!(error instanceof RpcError)) return EXIT_CODES.failure;
  return CODES.get(error.code) ?? EXIT_CODES.failure;
}

/**
 * One line for people: what is wrong, and what to do where that is known.
 *
 * @param address - of the service that the error came from
 * @param service - what was looked for there
 * @param flags - of the command, for instance "--stack"
 */
export function messageOf(
  error: unknown,
  address?: string,
  service = 'service',
  flags: readonly string[] = [],
): string {
  if (error instanceof TlsFaultError) return inFlags(error.message);
  if (error instanceof RpcError && error.reason === 'TOKEN_MISSING') return tokenMissing(address, service);
  // A reason is the service's own word, so one answers there.
  if (error instanceof RpcError && error.code === status.UNAVAILABLE && error.reason !== undefined) {
    return `${error.message} (${error.reason}); try again${address === undefined ? '' : `, or name another address than ${address}`}`;
  }
  if (error instanceof RpcError && error.code === status.UNAVAILABLE && address !== undefined) {
    // gRPC's own words end in parentheses of its inside; the system's word is what helps.
    const reason = /\b(E[A-Z]{4,})\b/.exec(error.message)?.[1] ?? error.message;
    return `no service answers at ${address} (${reason}); start one with \`npm start\`, or name another address${service === 'service' ? '' : `: --${service} HOST:PORT`}`;
  }
  if (error instanceof RpcError && error.code === status.UNIMPLEMENTED && address !== undefined) {
    return `${error.message}; is ${address} the ${service}'s address?`;
  }
  if (error instanceof RpcError) return `${inFlags(error.message, flags)}${whereToLook(error)}`;
  return error instanceof Error ? error.message : String(error);
}

/** What services say where something is not there, and what to do. */
const SOURCES: readonly { readonly lost: RegExp; readonly hint: string }[] = [
  { lost: /^there is no search/, hint: '; `blockqnn search list` names those that there are' },
  {
    lost: /^(?:weights|checkpoints|curves)\/\w+ is not kept/,
    hint: '; `blockqnn artifacts list` names those that are',
  },
  { lost: /^trainings\/\w+ is not kept/, hint: '; `blockqnn trainings list` names those that are' },
  {
    lost: /^no evaluation of blocks\/\w+ is kept$/,
    hint: '; `blockqnn blocks best` names blocks that were evaluated, and `blockqnn evaluate CODE` evaluates one',
  },
];

/** Where names come from that may be had. */
function whereToLook({ code, message }: RpcError): string {
  if (code !== status.NOT_FOUND) return '';
  return SOURCES.find(({ lost }) => lost.test(message))?.hint ?? '';
}

function tokenMissing(address: string | undefined, service: string): string {
  const where = address === undefined ? '' : ` at ${address}`;
  return (
    `the ${service}${where} asks callers for a token; give one with --token-file FILE, or in BLOCKQNN_TOKEN` +
    ' (whoever runs the service makes them: `blockqnn token create`)'
  );
}
