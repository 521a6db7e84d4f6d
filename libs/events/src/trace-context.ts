import { context, propagation } from '@opentelemetry/api';
import type { BusMessage } from './event-bus.js';

/** Headers that let a subscriber continue the present trace; none where nothing is being traced. */
export function traceHeaders(): Record<string, string> {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  return headers;
}

/** Runs the work as part of the trace that the message's headers name. */
export function inTraceOf<T>(message: BusMessage, work: () => T): T {
  return context.with(propagation.extract(context.active(), message.headers), work);
}
