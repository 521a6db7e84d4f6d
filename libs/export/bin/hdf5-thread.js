/**
 * The thread that writes an HDF5 file: `workerData` is its path, each message is a request of
 * `src/keras/hdf5-messages.ts`. HDF5 is compiled to WebAssembly and does everything at once, so it would keep a
 * service waiting; its memory goes with the thread. In JavaScript, because a TypeScript loader of its own would
 * take the thread ten times as long to start as HDF5.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { File, ready } from 'h5wasm/node';

if (parentPort === null) throw new Error('must run as a worker thread');
const port = parentPort;

// HDF5 stamps each object with the time. Files of equal content have to be equal, so it is always 1970 here.
Date.now = () => 0;

const hdf5 = await ready;
// Otherwise a failure is printed, and that is all.
hdf5.activate_throwing_error_handler();
const file = reportedly(() => new File(workerData, 'w'));
/** Paths of the groups that are there. */
const made = new Set();

port.on('message', (request) => {
  try {
    reportedly(() => {
      if (request.kind === 'dataset') write(request);
      else file.close();
    });
    port.postMessage({ kind: 'done' });
  } catch (error) {
    port.postMessage({ kind: 'failed', message: error.message });
  }
});

function write({ group, label, name, shape, data }) {
  const vars = groupAt(group);
  if (!('name' in vars.attrs)) vars.create_attribute('name', label);
  vars.create_dataset({ name, data, shape, dtype: '<f' });
}

/** The group of that path, made where it is not there. */
function groupAt(path) {
  let group = file;
  let reached = '';
  for (const part of path.split('/')) {
    reached += `/${part}`;
    if (!made.has(reached)) group.create_group(part);
    made.add(reached);
    group = file.get(reached);
  }
  return group;
}

/** Of what HDF5 says about a failure, forty lines of where it passed by, the system's reason where there is one. */
function reportedly(work) {
  try {
    return work();
  } catch (error) {
    const reason = /error message = '(?<reason>[^']+)'/.exec(error.message)?.groups.reason;
    throw new Error(reason ?? error.message, { cause: error });
  }
}
