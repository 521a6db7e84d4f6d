/**
 * The thread that writes HDF5 files; each message is a request of `src/keras/hdf5-messages.ts`. HDF5 is compiled to
 * WebAssembly and does everything at once, so it would keep a service waiting; its memory goes with the thread. In
 * JavaScript, because a TypeScript loader of its own would take the thread ten times as long to start as HDF5.
 */
import { parentPort } from 'node:worker_threads';
import { File, ready } from 'h5wasm/node';

if (parentPort === null) throw new Error('must run as a worker thread');
const port = parentPort;

// HDF5 stamps each object with the time. Files of equal content have to be equal, so it is always 1970 here.
Date.now = () => 0;

const hdf5 = await ready;
// Otherwise a failure is printed, and that is all.
hdf5.activate_throwing_error_handler();
/** The open files, by path. */
const open = new Map();

port.on('message', (request) => {
  try {
    handle(request);
    port.postMessage({ id: request.id });
  } catch (error) {
    port.postMessage({ id: request.id, failure: reasonOf(error) });
  }
});

function handle({ kind, path, group, name, label, shape, data }) {
  if (kind === 'open') {
    open.set(path, new File(path, 'w'));
    return;
  }
  const file = open.get(path);
  if (kind === 'close') {
    open.delete(path);
    file.close();
    return;
  }
  const parent = group === '' ? file : file.get(group);
  if (kind === 'dataset') parent.create_dataset({ name, data, shape, dtype: '<f' });
  else {
    const made = parent.create_group(name);
    if (label !== undefined) made.create_attribute('name', label);
  }
}

/** Of what HDF5 says about a failure, forty lines of where it passed by, the system's reason where there is one. */
function reasonOf({ message }) {
  return /error message = '(?<reason>[^']+)'/.exec(message)?.groups.reason ?? message;
}
