import assert from 'node:assert/strict';
import test from 'node:test';
import { createLogger } from '@blockqnn/telemetry';
import { eventBusContract, message, never, Subscriber } from '../../../test/contracts/event-bus.js';
import { createInProcessBus } from '../src/in-process-bus.js';

const logger = createLogger({ service: 'test', level: 'silent' });
const backOff = { firstMs: 1, maxMs: 2 };

eventBusContract('in-process', () => Promise.resolve(createInProcessBus({ logger, backOff })));
