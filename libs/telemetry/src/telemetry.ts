import { context, propagation } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';

/** Variables of the OpenTelemetry specification that ask for an exporter. */
const EXPORTER_VARIABLES = [
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
  'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT',
  'OTEL_EXPORTER_OTLP_LOGS_ENDPOINT',
  'OTEL_TRACES_EXPORTER',
  'OTEL_METRICS_EXPORTER',
  'OTEL_LOGS_EXPORTER',
] as const;

/**
 * Starts OpenTelemetry for this process. The SDK with its exporters is loaded only where the standard
 * OTEL_* variables ask for one: it costs start-up time and memory. Without it trace ids still travel
 * through calls and messages and stand in the logs.
 *
 * Disposing flushes and stops the exporters.
 */
export async function startTelemetry(options: {
  readonly service: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}): Promise<AsyncDisposable> {
  const wanted =
    options.env['OTEL_SDK_DISABLED'] !== 'true' &&
    EXPORTER_VARIABLES.some((name) => (options.env[name] ?? '') !== '');
  if (!wanted) {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    return { [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const { NodeSDK } = await import('@opentelemetry/sdk-node');
  const sdk = new NodeSDK({ serviceName: options.env['OTEL_SERVICE_NAME'] ?? `blockqnn-${options.service}` });
  sdk.start();
  return { [Symbol.asyncDispose]: () => sdk.shutdown() };
}
