import { resourceExhausted, RpcError, unavailable, type Handlers } from '@blockqnn/rpc';
import { status } from '@grpc/grpc-js';
import { ArtifactStoreError } from './artifact-store.js';

const AWAY_RETRY_MS = 1_000;
const FULL_RETRY_MS = 60_000;

/** What the system says of a disk, or a user's part of it, that takes no more. */
const FULL = new Set(['ENOSPC', 'EDQUOT']);

/**
 * What callers are told of an error of the artifact store or of the disk before it; what is inside stands in the log.
 * Any other error is given back as it is.
 */
export function artifactRpcError(error: unknown): unknown {
  if (FULL.has((error as NodeJS.ErrnoException | undefined)?.code ?? '')) return full();
  if (!(error instanceof ArtifactStoreError)) return error;
  switch (error.code) {
    case 'UNAVAILABLE':
    case 'REFUSED':
      return unavailable(
        'ARTIFACTS_UNAVAILABLE',
        'the artifact store is not available; try again',
        AWAY_RETRY_MS,
      );
    case 'FULL':
      return full();
    case 'CORRUPT':
      return new RpcError(status.DATA_LOSS, 'the artifact is damaged in the store; upload it again', {
        reason: 'ARTIFACT_DAMAGED',
      });
  }
}

function full(): RpcError {
  return resourceExhausted('STORE_FULL', 'there is no room for more artifacts', FULL_RETRY_MS);
}

type AnyHandler = (request: unknown, context: unknown) => Promise<unknown> | AsyncIterable<unknown>;

/** Handlers whose errors of the artifact store are those that callers are told of. */
export function withArtifactErrors<Methods>(handlers: Handlers<Methods>): Handlers<Methods> {
  const told = Object.entries(handlers as Record<string, AnyHandler>).map(([name, handler]) => [
    name,
    (request: unknown, context: unknown) => {
      const answer = handler(request, context);
      return Symbol.asyncIterator in answer ? stream(answer) : single(answer);
    },
  ]);
  // The same methods, each with a handler of the same kind.
  return Object.fromEntries(told) as Handlers<Methods>;
}

async function single(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    throw artifactRpcError(error) as Error;
  }
}

async function* stream(answers: AsyncIterable<unknown>): AsyncGenerator {
  try {
    yield* answers;
  } catch (error) {
    throw artifactRpcError(error) as Error;
  }
}
