export { systemClock, type Clock } from './clock.js';
export { logFatal, type FatalStream } from './fatal.js';
export { createLogger, LOG_LEVELS, type Logger, type LoggerOptions, type LogLevel } from './logger.js';
export { startTelemetry } from './telemetry.js';
