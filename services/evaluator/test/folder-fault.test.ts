import assert from 'node:assert/strict';
import { it } from 'node:test';
import { StorageError } from '@blockqnn/storage';
import { folderFault } from '../src/child/folder-fault.js';

const failing = (code: string, path?: string) =>
  Object.assign(new Error(`${code}: it failed`), { code, ...(path !== undefined && { path }) });

it("tells a training folder's own faults, which no other process would escape, from all others", () => {
  for (const error of [
    failing('ENOSPC'),
    failing('EROFS'),
    failing('EACCES', '/state/t/weights.safetensors.draft'),
    new StorageError('NOT_WRITABLE', 'the folder /state/t cannot be written'),
  ]) {
    assert.match(folderFault(error, '/state/t') ?? '', /folder \/state\/t/);
  }
  assert.match(
    folderFault(new StorageError('NOT_A_DATABASE', 'x'), '/state/t') ?? '',
    /restart throws it away/,
  );
  for (const error of [
    failing('EACCES', '/state/to/image.png'),
    failing('EIO'),
    new StorageError('IN_USE', 'x'),
    new Error('anything'),
  ]) {
    assert.equal(folderFault(error, '/state/t'), undefined);
  }
});
