import { createEngine } from '@blockqnn/training';
import { engineContract } from '../../../test/contracts/engine.js';

engineContract('wasm', () => createEngine({ engine: 'wasm' }));
