import type { ToolContext } from './needs.js';
import { pythonVenv } from './python.js';

/** TensorFlow as `npm run native` links it, 275 MB to fetch; the newest Keras 3, which installs beside it. */
const PACKAGES = ['tensorflow-cpu==2.21.0', 'keras>=3.12,<4'];

/** A Python interpreter with TensorFlow for processors and Keras 3, or undefined after the test was skipped. */
export function tensorflowPython(t: ToolContext): Promise<string | undefined> {
  return pythonVenv(t, PACKAGES);
}
