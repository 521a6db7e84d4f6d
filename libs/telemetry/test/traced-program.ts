import { trace } from '@opentelemetry/api';
import { startTelemetry } from '../src/index.js';

// A program of one span, for the test beside it.
await using _telemetry = await startTelemetry({ service: 'test', env: process.env });
trace.getTracer('test').startSpan('work').end();
