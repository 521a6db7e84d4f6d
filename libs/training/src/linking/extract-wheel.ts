import { lastWords, runChild, type ChildOptions } from './child-program.js';
import { fileRecordSchema, type FileRecord } from './file-record.js';
import { LinkError } from './link-error.js';

/** The binding's C++ sources include these and what these include; nothing else of TensorFlow's headers. */
const HEADERS = [
  'tensorflow/c/c_api.h',
  'tensorflow/c/c_api_macros.h',
  'tensorflow/c/tf_attrtype.h',
  'tensorflow/c/tf_buffer.h',
  'tensorflow/c/tf_datatype.h',
  'tensorflow/c/tf_status.h',
  'tensorflow/c/tf_tensor.h',
  'tensorflow/c/tf_tstring.h',
  'tensorflow/c/eager/c_api.h',
  'tensorflow/core/platform/ctstring.h',
  'tensorflow/core/platform/ctstring_internal.h',
  'tsl/platform/ctstring.h',
  'tsl/platform/ctstring_internal.h',
  'xla/tsl/c/tsl_status.h',
];

/** Where a wheel's file goes, by its name in the wheel: the first pattern that matches the whole name. */
const PLACES: readonly (readonly [pattern: string, place: string])[] = [
  [String.raw`tensorflow/(libtensorflow_(?:cc|framework)\.so\.2)`, String.raw`lib/\1`],
  [
    `tensorflow/include/(${HEADERS.map((name) => name.replaceAll('.', String.raw`\.`)).join('|')})`,
    String.raw`include/\1`,
  ],
  // TensorFlow's libraries look for NVIDIA's in this tree beside their own folder.
  [String.raw`(nvidia/\w+/lib/[\w.-]+\.so[\w.]*)`, String.raw`\1`],
];

/**
 * A wheel is a zip file whose RECORD names each file's SHA-256. Checks it while copying, so a file that
 * was damaged on the disk or by the unpacking is not taken for good. Prints a line of JSON for each file.
 */
const SCRIPT = `
import base64, csv, hashlib, io, json, os, re, sys, zipfile

job = json.load(sys.stdin)
with zipfile.ZipFile(job["wheel"]) as wheel:
    names = wheel.namelist()
    record = next(n for n in names if re.fullmatch(r"[^/]+\\.dist-info/RECORD", n))
    hashes = {row[0]: row[1] for row in csv.reader(io.StringIO(wheel.read(record).decode())) if row}
    for name in names:
        for pattern, place in job["places"]:
            match = re.fullmatch(pattern, name)
            if match:
                break
        else:
            continue
        path = match.expand(place)
        target = os.path.join(job["folder"], path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        digest, size = hashlib.sha256(), 0
        with wheel.open(name) as source, open(target, "wb") as copy:
            while True:
                block = source.read(1 << 20)
                if not block:
                    break
                digest.update(block)
                copy.write(block)
                size += len(block)
        said = "sha256=" + base64.urlsafe_b64encode(digest.digest()).decode().rstrip("=")
        if said != hashes.get(name):
            sys.exit("%s is not what the wheel's RECORD says" % name)
        print(json.dumps({"path": path, "sha256": digest.hexdigest(), "sizeBytes": size}), flush=True)
`;

/** Takes the libraries and headers out of a wheel into `lib`, `include` and `nvidia` below the folder. */
export async function extractWheel(
  python: string,
  wheel: string,
  folder: string,
  options: Pick<ChildOptions, 'env' | 'signal'> & { readonly onFile: (file: FileRecord) => void },
): Promise<FileRecord[]> {
  const files: FileRecord[] = [];
  const result = await runChild([python, '-c', SCRIPT], {
    ...options,
    input: JSON.stringify({ wheel, folder, places: PLACES }),
    onLine: (line) => {
      // Some installations of Python greet.
      if (!line.startsWith('{')) return;
      const file = fileRecordSchema.parse(JSON.parse(line));
      files.push(file);
      options.onFile(file);
    },
  });
  if (result.code !== 0) throw new LinkError(`cannot unpack ${wheel}: ${lastWords(result)}`);
  return files;
}
