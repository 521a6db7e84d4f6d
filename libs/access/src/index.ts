export { checkSecurity } from './check-security.js';
export { connectionFrom, connectionVariables } from './client-connection.js';
export type { AnyPermission, Permission, Permissions } from './permissions.js';
export { includesRole, ROLES, type Role } from './role.js';
export { startSecuredServer, type SecuredServerOptions } from './secured-server.js';
export { securityFrom, securityVariables, type ServerSecurity } from './server-security.js';
export { parseTokenEntries, TOKEN_NAME, TOKEN_NAME_FORM, type TokenEntry } from './token-entry.js';
export {
  addToTokenFile,
  formatEntry,
  readTokenFile,
  removeFromTokenFile,
  UnknownTokenError,
} from './token-file.js';
export { hashToken, newToken } from './token.js';
