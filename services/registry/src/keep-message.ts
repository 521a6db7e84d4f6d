import { decodeEvaluationCompleted, inTraceOf, type BusMessage } from '@blockqnn/events';
import type { Logger } from '@blockqnn/telemetry';
import { checkEvaluation, type KeptEvaluation } from './kept-evaluation.js';
import { keepEvaluations } from './store/keep-evaluations.js';
import type { Database } from './store/tables.js';

/**
 * Keeps the evaluation of a message. One that is no evaluation is logged and dropped: it would never get
 * better, and hold up all those after it.
 */
export function keepMessage(db: Database, message: BusMessage, logger: Logger): Promise<void> {
  return inTraceOf(message, async () => {
    const evaluation = decode(message, logger);
    if (!evaluation) return;
    const [kept] = await keepEvaluations(db, [evaluation]);
    const { trial, block, reward } = evaluation.message;
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
