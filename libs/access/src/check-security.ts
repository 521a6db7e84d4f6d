import { checkTransport, type ListenAddress } from '@blockqnn/rpc';
import type { Logger } from '@blockqnn/telemetry';
import { AuditLog } from './audit-log.js';
import { followTokens } from './followed-tokens.js';
import type { ServerSecurity } from './server-security.js';

export interface CheckedSecurity {
  /** For instance "controller". */
  readonly service: string;
  readonly listen: ListenAddress;
  readonly security: ServerSecurity;
  readonly logger: Logger;
}

/**
 * What `startSecuredServer` would refuse to start with, other than an address that is taken: to be asked before a
 * service touches its database. Rejects as that does.
 */
export async function checkSecurity(checked: CheckedSecurity): Promise<void> {
  const { service, listen, security, logger } = checked;
  checkTransport(service, listen, security.transport);
  if (security.tokensFile !== undefined)
    followTokens(security.tokensFile, logger, undefined)[Symbol.dispose]();
  await AuditLog.open(logger, security.auditFile);
}
