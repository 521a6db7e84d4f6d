import { status } from '@grpc/grpc-js';
import {
  permissionDenied,
  RpcError,
  unauthenticated,
  type Admission,
  type CallGuard,
  type CallOutcome,
  type GuardedCall,
  type ServerCall,
} from '@blockqnn/rpc';
import { searchName } from '@blockqnn/api';
import type { Clock } from '@blockqnn/telemetry';
import type { AuditLog } from './audit-log.js';
import type { CallBudgets } from './call-budgets.js';
import { certificateSubject, Certificates, peerHost, type Caller } from './caller.js';
import { resourceOf } from './audited-resource.js';
import { searchOf, type AnyPermission } from './permissions.js';
import type { RefusalLog } from './refusal-log.js';
import { includesRole } from './role.js';
import type { TokenBook } from './token-book.js';
import type { TokenEntry } from './token-entry.js';

export interface AccessGuardOptions {
  readonly service: string;
  readonly permissions: Readonly<Record<string, AnyPermission>>;
  /** The tokens of now; undefined: the server asks for none. */
  readonly tokens: () => TokenBook | undefined;
  /** Whether clients show certificates. */
  readonly certificates: boolean;
  readonly budgets: CallBudgets;
  readonly audit: AuditLog;
  readonly refusals: RefusalLog;
  readonly clock: Clock;
}

/** Lets in who has the role that the table asks for, within the client's limits, and writes down what admins do. */
export class AccessGuard implements CallGuard {
  readonly #options: AccessGuardOptions;
  readonly #certificates = new Certificates(() => performance.now());

  constructor(options: AccessGuardOptions) {
    this.#options = options;
  }

  admit(guarded: GuardedCall): Admission {
    const permission = Object.hasOwn(this.#options.permissions, guarded.method)
      ? this.#options.permissions[guarded.method]
      : undefined;
    let caller: Caller | undefined;
    let taken = false;
    try {
      caller = this.#identify(guarded.call);
      this.#options.budgets.take(caller.client);
      taken = true;
      if (caller.token) checkRights(guarded, permission, caller.token);
      else if (!permission) throw unknownMethod(guarded.method);
    } catch (error) {
      if (taken && caller) this.#options.budgets.release(caller.client);
      const code = error instanceof RpcError ? error.code : status.INTERNAL;
      this.#options.refusals.tell(guarded, caller, error);
      if (permission?.role === 'admin') void this.#write(guarded, permission, caller, { code });
      throw error;
    }
    return this.#admission(guarded, permission, caller);
  }

  #admission(guarded: GuardedCall, permission: AnyPermission | undefined, caller: Caller): Admission {
    return {
      caller: caller.name,
      end: (outcome) => {
        this.#options.budgets.release(caller.client);
        return permission?.role === 'admin' ? this.#write(guarded, permission, caller, outcome) : undefined;
      },
    };
  }

  #identify(call: ServerCall): Caller {
    const tokens = this.#options.tokens();
    if (!tokens) return this.#withoutToken(call);
    const [header] = call.metadata.get('authorization');
    const match = typeof header === 'string' ? /^bearer ([\x21-\x7e]+)$/i.exec(header) : null;
    const token = match?.[1] === undefined ? undefined : tokens.find(match[1]);
    if (token && (token.expiresMs === undefined || this.#options.clock.now() < token.expiresMs)) {
      return { token, client: `token:${token.name}`, name: token.name };
    }
    // Whoever guesses is held up as a client of its own.
    const { client } = this.#withoutToken(call);
    this.#options.budgets.take(client);
    this.#options.budgets.release(client);
    if (header === undefined) {
      throw unauthenticated(
        'TOKEN_MISSING',
        'the call needs a token, as metadata "authorization: Bearer …"; our own programs read BLOCKQNN_TOKEN or BLOCKQNN_TOKEN_FILE',
      );
    }
    throw token
      ? unauthenticated('TOKEN_EXPIRED', 'the token has expired')
      : unauthenticated('TOKEN_UNKNOWN', 'the token is not known here, or was revoked');
  }

  #withoutToken(call: ServerCall): Caller {
    const fingerprint = this.#options.certificates ? this.#certificates.fingerprintOf(call) : undefined;
    const host = peerHost(call);
    return {
      token: undefined,
      client: fingerprint === undefined ? `peer:${host}` : `certificate:${fingerprint}`,
      name: host,
    };
  }

  #write(
    { method, request, call, traceId }: GuardedCall,
    permission: AnyPermission,
    caller: Caller | undefined,
    { code, response }: CallOutcome,
  ): Promise<void> {
    const { service, clock, audit, certificates } = this.#options;
    return audit.write({
      time: new Date(clock.now()).toISOString(),
      service,
      method,
      resource: resourceOf(permission, request, response),
      token: caller?.token?.name,
      role: caller?.token?.role,
      certificate: certificates ? certificateSubject(call) : undefined,
      peer: call.getPeer(),
      outcome: status[code],
      traceId,
    });
  }
}

function checkRights(
  { method, request }: GuardedCall,
  permission: AnyPermission | undefined,
  { name, role, searches }: TokenEntry,
): void {
  if (!permission) throw unknownMethod(method);
  if (!includesRole(role, permission.role)) {
    throw permissionDenied(
      'ROLE_TOO_LOW',
      `${method} takes the role ${permission.role}; the token ${name} has the role ${role}`,
    );
  }
  if (!searches) return;
  const search = searchOf(permission, request);
  const all = searches.map(searchName).join(', ');
  if (search === undefined) {
    throw permissionDenied(
      'SEARCH_NOT_NAMED',
      `the token ${name} is good for ${all} alone, and this call of ${method} does not name one search`,
    );
  }
  if (!searches.includes(search)) {
    throw permissionDenied(
      'SEARCH_OUT_OF_SCOPE',
      `the token ${name} is good for ${all} alone, not for ${searchName(search)}`,
    );
  }
}

const unknownMethod = (method: string): RpcError =>
  permissionDenied('METHOD_NOT_LISTED', `${method} is not in the table of permissions`);
