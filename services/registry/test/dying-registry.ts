import { connectNatsBus, type EventBus } from '@blockqnn/events';
import { registryConfigFromEnv, startRegistry } from '@blockqnn/registry';
import { logger } from './test-registry.js';

/**
 * A registry that is killed between the commit of its first batch and the acknowledgement, to be run as a process:
 * environment as of a registry.
 */
const config = registryConfigFromEnv(process.env);
const nats = connectNatsBus({ ...(config.nats ?? { servers: [] }), logger, ackWaitMs: 1_000 });
const bus = new Proxy(nats, {
  get: (target, name) =>
    name === 'subscribe'
      ? ({ batch, ...options }: Parameters<EventBus['subscribe']>[0]) =>
          target.subscribe({
            ...options,
            ...(batch && {
              batch: {
                ...batch,
                onMessages: async (messages) => {
                  await batch.onMessages(messages);
                  process.kill(process.pid, 'SIGKILL');
                  await new Promise(() => undefined);
                },
              },
            }),
          })
      : (Reflect.get(target, name) as unknown),
});
await startRegistry(config, { logger, bus });
