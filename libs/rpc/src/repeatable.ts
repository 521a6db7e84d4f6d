/** Calls that change something and come to the same when they are made twice; what is named Get…, List…, Query…, Find…, Analyze… or Compare… only reads. */
const REPEATABLE: ReadonlySet<string> = new Set([
  'abandonTrial',
  'deleteSearch',
  'pauseSearch',
  'registerCheckpoint',
  'registerTraining',
  'reportProgress',
  'resumeSearch',
  'submitReward',
]);

/**
 * Whether a unary call may be made again where it is not known if the server did it the first time: it reads, it
 * comes to the same, or its `request_id` lets the server recognise it (AIP-155).
 */
export function isRepeatable(method: string, request: unknown): boolean {
  if (/^(get|list|query|find|analyze|compare)[A-Z]/.test(method) || REPEATABLE.has(method)) return true;
  const { requestId } = (request ?? {}) as { requestId?: unknown };
  return typeof requestId === 'string' && requestId !== '';
}
