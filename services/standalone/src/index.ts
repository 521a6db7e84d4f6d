export { standaloneCommand } from './options.js';
export { startPlatform, type Platform, type PlatformOptions } from './platform.js';
export type { Report } from './report.js';
