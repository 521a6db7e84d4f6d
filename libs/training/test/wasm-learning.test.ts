import { createEngine } from '@blockqnn/training';
import { optimiserContract } from '../../../test/contracts/optimisers.js';
import { regularisationContract } from '../../../test/contracts/regularisation.js';

optimiserContract('wasm', () => createEngine({ engine: 'wasm' }));
regularisationContract('wasm', () => createEngine({ engine: 'wasm' }));
