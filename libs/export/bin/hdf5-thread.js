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
/** The open files, each with the paths of its groups, by path. */
const open = new Map();

port.on('message', (request) => {
  try {
    handle(request);
    port.postMessage({ id: request.id });
  } catch (error) {
    port.postMessage({ id: request.id, failure: reasonOf(error) });
  }
});

function handle({ kind, path, ...dataset }) {
  if (kind === 'open') {
    open.set(path, { file: new File(path, 'w'), groups: new Set() });
    return;
  }
  const { file, groups } = open.get(path);
  if (kind === 'dataset') {
    write(file, groups, dataset);
  } else {
    open.delete(path);
    file.close();
  }
}

function write(file, groups, { group, label, name, shape, data }) {
  const vars = groupAt(file, groups, group);
  if (!('name' in vars.attrs)) vars.create_attribute('name', label);
  vars.create_dataset({ name, data, shape, dtype: '<f' });
}

/** The group of that path, made where it is not there. */
function groupAt(file, groups, path) {
  let group = file;
  let reached = '';
  for (const part of path.split('/')) {
    reached += `/${part}`;
    if (!groups.has(reached)) group.create_group(part);
    groups.add(reached);
    group = file.get(reached);
  }
  return group;
}

/** Of what HDF5 says about a failure, forty lines of where it passed by, the system's reason where there is one. */
function reasonOf({ message }) {
  return /error message = '(?<reason>[^']+)'/.exec(message)?.groups.reason ?? message;
}
