/** `subscriber-member.ts LOG NATS-URL`: a durable subscriber as docs/events.md tells to write one. May be killed at any moment. */
import { AckPolicy, connect, DeliverPolicy, nanos, type JsMsg, type NatsConnection } from 'nats';
import { setTimeout as sleep } from 'node:timers/promises';
import { RecordLog } from './record-log.js';
import type { Sighting } from './sighting.js';

const STREAM = 'BLOCKQNN';
const DURABLE = 'faults-subscriber';
const ACK_WAIT_MS = 2000;
const RETRY_MS = 200;

const [logPath = '', servers = ''] = process.argv.slice(2);
const log = new RecordLog(logPath);
process.on('disconnect', () => {
  process.exit();
});

for (;;) {
  try {
    const connection = await connect({
      servers,
      maxReconnectAttempts: -1,
      reconnectTimeWait: RETRY_MS,
      pingInterval: 2000,
      maxPingOut: 2,
    });
    for (;;) {
      try {
        await listen(connection);
      } catch {
        // NATS or its stream is away.
      }
      if (connection.isClosed()) break;
      await sleep(RETRY_MS);
    }
  } catch {
    await sleep(RETRY_MS);
  }
}

async function listen(connection: NatsConnection): Promise<void> {
  const manager = await connection.jetstreamManager();
  await manager.consumers.add(STREAM, {
    durable_name: DURABLE,
    filter_subject: 'blockqnn.v1.evaluations.completed.*',
    deliver_policy: DeliverPolicy.All,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(ACK_WAIT_MS),
    // One at a time, also across redeliveries: that is what keeps the order.
    max_ack_pending: 1,
  });
  const consumer = await connection.jetstream().consumers.get(STREAM, DURABLE);
  // Short pulls: one that died with its server is missed for so long.
  for (;;) {
    const messages = await consumer.fetch({ max_messages: 100, expires: ACK_WAIT_MS });
    for await (const message of messages) {
      log.append(sightingOf(message));
      message.ack();
    }
  }
}

function sightingOf(message: JsMsg): Sighting {
  const body = message.string();
  const { evaluation } = JSON.parse(body) as { evaluation: { trial: string } };
  const sequence = message.headers?.get('ce-sequence') ?? '';
  return {
    kind: 'seen',
    atMs: Date.now(),
    subject: message.subject,
    messageId: message.headers?.get('Nats-Msg-Id') ?? '',
    streamSequence: message.seq,
    sequence: sequence === '' ? undefined : Number(sequence),
    trial: evaluation.trial,
    body,
  };
}
