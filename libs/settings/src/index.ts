export { readEnvironment, type Environment } from './environment.js';
export {
  listenAddress,
  logLevel,
  natsUrl,
  peerAddress,
  stateDir,
  wholeNumber,
  wholeNumberOr,
} from './forms.js';
