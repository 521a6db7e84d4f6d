export { readEnvironment, type Environment } from './environment.js';
export {
  databaseUrl,
  listenAddress,
  logLevel,
  natsUrl,
  peerAddress,
  sqliteSynchronous,
  stateDir,
  wholeNumber,
  wholeNumberOr,
} from './forms.js';
export { natsFrom, natsVariables } from './nats.js';
export { runService, type ServiceProgram } from './run-service.js';
export { unknownVariables, variablesOf, type UnknownVariable, type Variable } from './variables.js';
