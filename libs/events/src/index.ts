export { type BackOff } from './back-off.js';
export {
  decodeEvaluationCompleted,
  encodeEvaluationCompleted,
  sequenceOf,
  type EventPlace,
} from './evaluation-completed.js';
export { epochFromJson, epochToJson } from './epoch-json.js';
export { evaluationFromJson, evaluationToJson } from './evaluation-json.js';
export {
  type BatchHandler,
  type BatchOutcome,
  type BusMessage,
  type EventBus,
  type SubscribeOptions,
} from './event-bus.js';
export { createInProcessBus, type InProcessBusOptions } from './in-process-bus.js';
export { JsonFormatError } from './json-format-error.js';
export { connectNatsBus, type NatsBusOptions } from './nats/bus.js';
export {
  type NatsAuthentication,
  type NatsConfig,
  type NatsSecret,
  type NatsTls,
  type StreamSettings,
} from './nats/config.js';
export { parseServers } from './nats/servers.js';
export { STREAM_NAME } from './nats/stream.js';
export {
  startOutboxRelay,
  type OutboxMessage,
  type OutboxRelay,
  type OutboxRelayOptions,
  type OutboxStore,
} from './outbox-relay.js';
export {
  ALL_EVALUATIONS_COMPLETED,
  evaluationCompletedSubject,
  parseEvaluationCompletedSubject,
} from './subjects.js';
export { inTraceOf } from './trace-context.js';
export { trainingFromJson, trainingToJson } from './training-json.js';
