import { decodeEvaluationCompleted, inTraceOf, type BusMessage } from '@blockqnn/events';
import type { Logger } from '@blockqnn/telemetry';
import type { ArtifactTurns } from './artifacts/artifact-turns.js';
import { checkEvaluation, type KeptEvaluation } from './kept-evaluation.js';
import { keepEvaluations } from './store/keep-evaluations.js';
import type { Database } from './store/tables.js';

/**
 * Keeps the evaluation of a message. One that is no evaluation is logged and dropped: it would never get
 * better, and hold up all those after it.
 */
export function keepMessage(
  db: Database,
  turns: ArtifactTurns,
  message: BusMessage,
  logger: Logger,
): Promise<void> {
  return inTraceOf(message, async () => {
    const evaluation = decode(message, logger);
    if (!evaluation) return;
    const { trial, block, reward, measurement } = evaluation.message;
    const sha256 = measurement?.weightsSha256 ?? '';
    const keep = () => keepEvaluations(db, [evaluation]);
    const [kept] = await (sha256 === '' ? keep() : turns.take({ kind: 'weights', sha256 }, keep));
    logger.info({ trial, block: block?.name, reward, kept }, 'evaluation kept');
  });
}

function decode(message: BusMessage, logger: Logger): KeptEvaluation | undefined {
  try {
    return checkEvaluation(decodeEvaluationCompleted(message));
  } catch (error) {
    logger.error(
      { err: error, subject: message.subject, messageId: message.id },
      'malformed evaluation dropped',
    );
    return undefined;
  }
}
