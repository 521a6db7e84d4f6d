import type { Controller } from '../controller.js';
import { ControllerError } from '../domain/controller-error.js';
import { requestDigest, type RememberedRequest } from '../live/requests.js';
import type { Operation } from '../operations/operation.js';

export interface IdentifiedRequest {
  /** Ids of different methods have nothing to do with each other. */
  readonly method: string;
  /** Empty: each call is a request of its own. */
  readonly requestId: string;
  /** What a second request of the same id has to repeat. */
  readonly content: unknown;
}

/**
 * Carries a request out once, however often it comes (AIP-155): a repetition gets the first one's answer, and
 * is told so only when that is on disk. The answer has to be JSON.
 *
 * @throws ControllerError `REQUEST_ID_REUSED` where the id came with other content before.
 */
export async function oncePerRequest<Answer>(
  controller: Controller,
  { method, requestId, content }: IdentifiedRequest,
  work: (operation: Operation) => Answer,
): Promise<Answer> {
  if (requestId === '') return await controller.operate(work);
  const digest = requestDigest(content);
  const earlier = await controller.live.findRequest(method, requestId);
  return await controller.operate((operation) => {
    // Another call of the same id may have come in between.
    const known = earlier ?? operation.live.recentRequest(method, requestId);
    if (known !== undefined) return answerOf(known, digest) as Answer;
    const answer = work(operation);
    operation.unit.remember({ method, requestId, digest, answerJson: JSON.stringify(answer) });
    return answer;
  });
}

/**
 * The answer of an earlier request of the same id, for those that take much work before they can be carried
 * out; undefined where there is none.
 *
 * @throws ControllerError `REQUEST_ID_REUSED`
 */
export async function earlierAnswer<Answer>(
  controller: Controller,
  { method, requestId, content }: IdentifiedRequest,
): Promise<Answer | undefined> {
  if (requestId === '') return undefined;
  const earlier = await controller.live.findRequest(method, requestId);
  if (earlier === undefined) return undefined;
  await controller.flush();
  return answerOf(earlier, requestDigest(content)) as Answer;
}

function answerOf(earlier: RememberedRequest, digest: string): unknown {
  if (earlier.digest !== '' && earlier.digest !== digest) {
    throw new ControllerError(
      'REQUEST_ID_REUSED',
      `${JSON.stringify(earlier.requestId)} came with another request before; give each request an id of its own`,
    );
  }
  return JSON.parse(earlier.answerJson);
}
