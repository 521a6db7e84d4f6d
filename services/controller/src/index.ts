export { controllerConfigFromEnv, type ControllerConfig } from './config.js';
export { startController, type ControllerDependencies, type RunningController } from './service.js';
export { CONTROLLER_PERMISSIONS } from './permissions.js';
