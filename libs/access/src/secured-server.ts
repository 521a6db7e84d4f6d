import {
  isLoopback,
  startServer,
  type RpcServer,
  type ServerLimits,
  type ServerOptions,
} from '@blockqnn/rpc';
import { systemClock, type Clock } from '@blockqnn/telemetry';
import { AccessGuard } from './access-guard.js';
import { AuditLog } from './audit-log.js';
import { CallBudgets } from './call-budgets.js';
import type { Permissions } from './permissions.js';
import { RefusalLog } from './refusal-log.js';
import type { ServerSecurity } from './server-security.js';
import { followTokens } from './followed-tokens.js';

export interface SecuredServerOptions<Methods> extends Omit<
  ServerOptions<Methods>,
  'guard' | 'transport' | 'limits'
> {
  readonly security: ServerSecurity;
  /** Who may call what. */
  readonly permissions: Permissions<Methods>;
  /** Bounds that no setting is for. */
  readonly limits?: Partial<ServerLimits>;
  /** How often files of tokens and certificates are looked at. Default 1 s. */
  readonly followMs?: number;
  readonly clock?: Clock;
}

/**
 * Starts a service that lets in whom its settings allow. Rejects where it cannot listen, and where a file does not
 * do, naming the setting.
 */
export async function startSecuredServer<Methods>(
  options: SecuredServerOptions<Methods>,
): Promise<RpcServer> {
  const { security, permissions, followMs, clock = systemClock, ...rest } = options;
  const { logger, service, listen } = options;
  const audit = await AuditLog.open(logger, security.auditFile);
  const tokens =
    security.tokensFile === undefined ? undefined : followTokens(security.tokensFile, logger, followMs);
  const certificates = security.transport.tls?.ca !== undefined;
  if (!tokens && !certificates && !isLoopback(listen.host)) {
    logger.warn(
      'no tokens are asked for: whoever reaches the service may do everything (BLOCKQNN_TOKENS_FILE)',
    );
  }
  try {
    const server = await startServer<Methods>({
      ...rest,
      limits: { ...rest.limits, ...security.limits },
      transport: { followMs, ...security.transport },
      guard: new AccessGuard({
        service,
        permissions,
        tokens: () => tokens?.value,
        certificates,
        budgets: new CallBudgets(security.clientLimits, () => performance.now()),
        audit,
        refusals: new RefusalLog(logger),
        clock,
      }),
    });
    return {
      address: server.address,
      setServing: (serving) => {
        server.setServing(serving);
      },
      [Symbol.asyncDispose]: async () => {
        await server[Symbol.asyncDispose]();
        tokens?.[Symbol.dispose]();
      },
    };
  } catch (error) {
    tokens?.[Symbol.dispose]();
    throw error;
  }
}
