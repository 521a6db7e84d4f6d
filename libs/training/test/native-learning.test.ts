import { createEngine } from '@blockqnn/training';
import { optimiserContract } from '../../../test/contracts/optimisers.js';
import { regularisationContract } from '../../../test/contracts/regularisation.js';
import { withNativeBinding } from './native-binding.js';

withNativeBinding('learning on the native engine', () => {
  optimiserContract('native', () => createEngine({ engine: 'native' }));
  regularisationContract('native', () => createEngine({ engine: 'native' }));
});
