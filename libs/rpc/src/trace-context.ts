import { Metadata } from '@grpc/grpc-js';
import {
  context,
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  trace,
  TraceFlags,
  type Context,
  type SpanContext,
  type TextMapGetter,
  type TextMapSetter,
} from '@opentelemetry/api';
import { randomFillSync } from 'node:crypto';

const getter: TextMapGetter<Metadata> = {
  keys: (metadata) => Object.keys(metadata.getMap()),
  get: (metadata, key) => {
    const [value] = metadata.get(key);
    return typeof value === 'string' ? value : undefined;
  },
};

const setter: TextMapSetter<Metadata> = {
  set: (metadata, key, value) => {
    metadata.set(key, value);
  },
};

/** Ids of traces, 24 bytes each, drawn many at a time: a call to the system's source costs more than an id. */
const pool = Buffer.alloc(24 * 128);
let taken = pool.length;

function newTrace(): SpanContext {
  if (taken === pool.length) {
    randomFillSync(pool);
    taken = 0;
  }
  const ids = pool.toString('hex', taken, (taken += 24));
  return {
    traceId: ids.slice(0, 32),
    spanId: ids.slice(32),
    traceFlags: TraceFlags.NONE,
    isRemote: true,
  };
}

/**
 * The caller's trace context, or a new one, so that every call has a trace id to log and to pass on even
 * where no exporter is configured.
 */
export function traceContextOf(metadata: Metadata): Context {
  const extracted = propagation.extract(ROOT_CONTEXT, metadata, getter);
  const span = trace.getSpanContext(extracted);
  if (span && isSpanContextValid(span)) return extracted;
  return trace.setSpanContext(ROOT_CONTEXT, newTrace());
}

/** Whether spans go anywhere. Where they do not, none are made. */
export function tracesAreKept(): boolean {
  // Without an SDK a span has the ids of its parent; one that is not ended goes nowhere in any case.
  return isSpanContextValid(trace.getTracer(TRACER).startSpan('', { root: true }).spanContext());
}

export const TRACER = '@blockqnn/rpc';

/** Metadata that carries the active trace context. */
export function outgoingMetadata(): Metadata {
  const metadata = new Metadata();
  propagation.inject(context.active(), metadata, setter);
  return metadata;
}
