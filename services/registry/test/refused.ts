import assert from 'node:assert/strict';
import { status } from '@grpc/grpc-js';
import { RpcError } from '@blockqnn/rpc';

/** Whether an error is INVALID_ARGUMENT for just this field. */
export function refused(field: string, description: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof RpcError);
    assert.equal(error.code, status.INVALID_ARGUMENT, error.message);
    assert.deepEqual(
      error.violations.map((violation) => violation.field),
      [field],
    );
    assert.match(error.message, description);
    return true;
  };
}

/** Whether an error has the code, the reason where there is one, and the message. */
export function failed(code: status, message: RegExp, reason?: string) {
  return (error: unknown) => {
    assert.ok(error instanceof RpcError);
    assert.deepEqual([error.code, error.reason], [code, reason], error.message);
    assert.match(error.message, message);
    return true;
  };
}
