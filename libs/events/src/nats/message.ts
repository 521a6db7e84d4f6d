import { headers, type MsgHdrs } from 'nats';
import type { BusMessage } from '../event-bus.js';
import type { Delivery } from './delivery.js';

/** Header in which NATS carries the id. */
const MESSAGE_ID = 'Nats-Msg-Id';

export function natsHeaders(message: BusMessage): MsgHdrs {
  const all = headers();
  for (const [name, value] of Object.entries(message.headers)) all.set(name, value);
  return all;
}

/** Headers of NATS itself are left out. A message of a publisher that gave it no id is known by its place. */
export function fromNats({ message, stream, streamSequence }: Delivery): BusMessage {
  const names = message.headers?.keys().filter((name) => !name.startsWith('Nats-')) ?? [];
  return {
    subject: message.subject,
    id: message.headers?.get(MESSAGE_ID) || `${stream}/${String(streamSequence)}`,
    headers: Object.fromEntries(names.map((name) => [name, message.headers?.get(name) ?? ''])),
    body: message.data,
  };
}
