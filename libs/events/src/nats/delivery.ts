import type { Msg } from 'nats';
import type { NatsLink } from './link.js';

/** A message that the server has given out, and of which it waits to hear. */
export interface Delivery {
  readonly message: Msg;
  /** Subject that answers go to. */
  readonly reply: string;
  readonly stream: string;
  /** How often the server has given it out, from 1. */
  readonly attempt: number;
  /** Its place in the stream, from 1: later messages have higher ones. */
  readonly streamSequence: number;
  /** Which of all that the consumer has given out, to anybody, this is; from 1, without gaps. */
  readonly consumerSequence: number;
}

/** Tokens of a reply subject without domain and account. */
const SHORT = 9;

/**
 * Reads what the server says of a delivery in its reply subject (ADR-15 of NATS):
 * `$JS.ACK.[{domain}.{account}.]{stream}.{consumer}.{attempt}.{stream sequence}.{consumer sequence}.{time}.{pending}`,
 * and a random token at the end where the domain is there. Throws TypeError for any other subject.
 */
export function deliveryOf(message: Msg): Delivery {
  const { reply = '' } = message;
  const tokens = reply.split('.');
  const [stream = '', , ...numbers] = tokens.slice(tokens.length === SHORT ? 2 : 4);
  const [attempt = NaN, streamSequence = NaN, consumerSequence = NaN] = numbers.map(Number);
  if (!reply.startsWith('$JS.ACK.') || [attempt, streamSequence, consumerSequence].some(Number.isNaN)) {
    throw new TypeError(`${JSON.stringify(reply)}: not the reply subject of a JetStream message`);
  }
  return { message, reply, stream, attempt, streamSequence, consumerSequence };
}

/** Tells the server that deliveries are still being worked on, so that it does not give them out again. */
export function stillAtWork(deliveries: readonly Delivery[], link: NatsLink): void {
  for (const { reply } of deliveries) link.ready?.connection.publish(reply, '+WPI');
}

/** Hands deliveries back: the server gives them out again. */
export function handBack(deliveries: readonly Delivery[], link: NatsLink): void {
  for (const { reply } of deliveries) link.ready?.connection.publish(reply, '-NAK');
}
