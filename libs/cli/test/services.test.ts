import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Command } from 'commander';
import { serviceOption, withService } from '../src/services.js';

it('takes an empty address, as an empty variable gives it, for none', async () => {
  const command = new Command('any').addOption(serviceOption('registry'));
  command.parse(['--registry', ''], { from: 'user' });
  assert.equal(await withService('registry', command, () => Promise.resolve('reached')), 'reached');
  command.parse(['--registry', 'nonsense'], { from: 'user' });
  await assert.rejects(
    withService('registry', command, () => Promise.resolve()),
    { name: 'UsageError', message: /--registry nonsense: must be host:port/ },
  );
});
