import { EVALUATOR_SERVICE, type EvaluatorMethods } from '@blockqnn/api';
import { createLogger, type Logger } from '@blockqnn/telemetry';
import { startServer, type Handlers, type RpcServer, type ServerOptions } from '../src/index.js';
import { noTraining } from './no-training.js';

export const silent = createLogger({ service: 'test', level: 'silent' });

/** A service with little to do, which is told apart by its engine. */
export async function testEvaluator(
  engine: string,
  options: Partial<ServerOptions<EvaluatorMethods>> & { readonly logger?: Logger } = {},
  handlers: Partial<Handlers<EvaluatorMethods>> = {},
): Promise<RpcServer> {
  return await startServer({
    service: 'evaluator',
    listen: { host: 'localhost', port: 0 },
    contract: EVALUATOR_SERVICE,
    logger: silent,
    handlers: {
      getCapabilities: () => Promise.resolve({ engine }),
      trainModel: noTraining,
      evaluateBlock: async function* () {
        yield await Promise.resolve({ epoch: { number: 1 } });
      },
      ...handlers,
    },
    ...options,
  });
}
