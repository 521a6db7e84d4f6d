export { linkNative, type LinkOptions, type LinkResult } from './link-native.js';
export { LinkError, type Missing, MissingError } from './link-error.js';
export type { LinkReporter } from './link-reporter.js';
export { nativeLink, type NativeLink } from './native-link.js';
