import { Writable } from 'node:stream';
import { EVALUATOR_SERVICE, type EvaluatorMethods } from '@blockqnn/api';
import type { Handlers, RpcServer } from '@blockqnn/rpc';
import { readEnvironment } from '@blockqnn/settings';
import { createLogger } from '@blockqnn/telemetry';
import { z } from 'zod';
import {
  securityFrom,
  securityVariables,
  startSecuredServer,
  type Permissions,
  type SecuredServerOptions,
} from '../src/index.js';

const PERMISSIONS: Permissions<EvaluatorMethods> = {
  getCapabilities: { role: 'reader' },
  evaluateBlock: { role: 'worker' },
  trainModel: { role: 'admin' },
};

export interface SecuredEvaluator {
  readonly server: RpcServer;
  /** Lines of its log. */
  readonly log: Record<string, unknown>[];
}

/** A service with the settings that an environment gives. */
export async function securedEvaluator(
  env: Readonly<Record<string, string>>,
  handlers: Partial<Handlers<EvaluatorMethods>> = {},
  options: Partial<SecuredServerOptions<EvaluatorMethods>> = {},
): Promise<SecuredEvaluator> {
  const log: Record<string, unknown>[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, callback) {
      log.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      callback();
    },
  });
  const one = async function* () {
    yield await Promise.resolve({});
  };
  const server = await startSecuredServer({
    service: 'evaluator',
    listen: { host: '127.0.0.1', port: 0 },
    contract: EVALUATOR_SERVICE,
    logger: createLogger({ service: 'evaluator', level: 'debug', destination }),
    security: securityFrom(readEnvironment(z.object(securityVariables), env)),
    permissions: PERMISSIONS,
    handlers: {
      getCapabilities: () => Promise.resolve({}),
      evaluateBlock: one,
      trainModel: one,
      ...handlers,
    },
    followMs: 10,
    ...options,
  });
  return { server, log };
}
