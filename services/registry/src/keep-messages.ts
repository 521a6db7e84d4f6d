import { decodeEvaluationCompleted, inTraceOf, type BusMessage } from '@blockqnn/events';
import type { Logger } from '@blockqnn/telemetry';
import type { ArtifactTurns } from './artifacts/artifact-turns.js';
import { checkEvaluation, type KeptEvaluation } from './kept-evaluation.js';
import { keepEvaluations } from './store/keep-evaluations.js';
import type { Database } from './store/tables.js';

/**
 * Keeps the evaluations of messages, all in one transaction: all of them or, where it rejects, none. A message that is
 * no evaluation is logged and dropped: it would never get better, and hold up all those after it.
 */
export async function keepMessages(
  db: Database,
  turns: ArtifactTurns,
  messages: readonly BusMessage[],
  logger: Logger,
): Promise<void> {
  const sound = messages.flatMap((message) => {
    const evaluation = decode(message, logger);
    return evaluation ? [{ message, evaluation }] : [];
  });
  if (sound.length === 0) return;
  const evaluations = sound.map(({ evaluation }) => evaluation);
  const named = evaluations.flatMap(({ message }) => message.measurement?.weightsSha256 || []);
  const weights = named.map((sha256) => ({ kind: 'weights', sha256 }) as const);
  const kept = await turns.takeAll(weights, () => keepEvaluations(db, evaluations));
  for (const [index, { message, evaluation }] of sound.entries()) {
    const { trial, block, reward } = evaluation.message;
    inTraceOf(message, () => {
      logger.info({ trial, block: block?.name, reward, kept: kept[index] }, 'evaluation kept');
    });
  }
}

function decode(message: BusMessage, logger: Logger): KeptEvaluation | undefined {
  try {
    return checkEvaluation(decodeEvaluationCompleted(message));
  } catch (error) {
    const { subject, id: messageId } = message;
    inTraceOf(message, () => {
      logger.error({ err: error, subject, messageId }, 'malformed evaluation dropped');
    });
    return undefined;
  }
}
