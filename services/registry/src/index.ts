export { registryConfigFromEnv, type RegistryConfig } from './config.js';
export { startRegistry, type RegistryDependencies, type RunningRegistry } from './service.js';
export { REGISTRY_PERMISSIONS } from './permissions.js';
