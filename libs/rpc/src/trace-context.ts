import { Metadata } from '@grpc/grpc-js';
import {
  context,
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  trace,
  TraceFlags,
  type Context,
  type TextMapGetter,
  type TextMapSetter,
} from '@opentelemetry/api';
import { randomBytes } from 'node:crypto';

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

/**
 * The caller's trace context, or a new one, so that every call has a trace id to log and to pass on even
 * where no exporter is configured.
 */
export function traceContextOf(metadata: Metadata): Context {
  const extracted = propagation.extract(ROOT_CONTEXT, metadata, getter);
  const span = trace.getSpanContext(extracted);
  if (span && isSpanContextValid(span)) return extracted;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId: randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    traceFlags: TraceFlags.NONE,
    isRemote: true,
  });
}

/** Metadata that carries the active trace context. */
export function outgoingMetadata(): Metadata {
  const metadata = new Metadata();
  propagation.inject(context.active(), metadata, setter);
  return metadata;
}
