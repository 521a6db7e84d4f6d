import { status } from '@grpc/grpc-js';
import { isDocumented } from './documented-codes.js';
import type { Finding } from './finding.js';
import type { Outcome } from './call-outcome.js';
import type { RequestPlan } from './request-plan.js';

/** Traces of the program itself, which no caller should see. */
const INSIDE =
  /\bat \S+:\d+:\d+|node_modules|SQLITE_|SQLSTATE|\b(Type|Range|Reference|Syntax)Error\b|Cannot read propert|is not a function|\.(ts|js):\d+/;

/** What is wrong with what became of a call; undefined where nothing is. */
export function judge(plan: RequestPlan, outcome: Outcome): Pick<Finding, 'kind' | 'detail'> | undefined {
  switch (outcome.kind) {
    case 'status': {
      const { code, message } = outcome;
      if (!isDocumented(plan.method.path, code) && !plan.codes.includes(code)) {
        return {
          kind: 'undocumented status',
          detail: `${status[code]}: ${message.slice(0, 300)}`,
        };
      }
      return INSIDE.test(message) ? { kind: 'inside told', detail: message.slice(0, 300) } : undefined;
    }
    case 'http':
      return plan.http
        ? undefined
        : { kind: 'undocumented status', detail: `HTTP ${String(outcome.status)}` };
    case 'hung':
      return {
        kind: 'hang',
        detail: `no answer ${String(plan.call.deadlineMs)} ms after the call, nor long after that`,
      };
    case 'reset':
      return plan.mayCut
        ? undefined
        : { kind: 'connection cut', detail: `stream reset with ${String(outcome.code)}` };
    case 'lost':
      return plan.mayCut ? undefined : { kind: 'connection cut', detail: outcome.message };
    case 'cancelled':
      return undefined;
  }
}

/** What is counted: the code's name, or what came instead of one. */
export function labelOf(outcome: Outcome): string {
  if (outcome.kind === 'status') return status[outcome.code];
  return outcome.kind === 'http' ? `HTTP ${String(outcome.status)}` : outcome.kind;
}

/** Whether the service did what was asked for, at least in part: callers leave streams before their end. */
export function isGranted(outcome: Outcome): boolean {
  if (outcome.kind === 'cancelled') return outcome.responses.length > 0;
  return outcome.kind === 'status' && (outcome.code === status.OK || outcome.responses.length > 0);
}
