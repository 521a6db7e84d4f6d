import { artifactToProto, type RegistryMethods } from '@blockqnn/api';
import type { ServerStreamHandler } from '@blockqnn/rpc';
import type { OrphanCollector } from '../artifacts/orphan-collector.js';

export function collectArtifacts(
  collector: OrphanCollector,
): ServerStreamHandler<RegistryMethods['collectArtifacts']> {
  return async function* ({ dryRun }, { signal }) {
    for await (const { orphans, examined } of collector.collect(dryRun, signal)) {
      yield {
        artifacts: orphans.map((info) => artifactToProto({ ...info, referenced: false })),
        examinedCount: examined,
      };
    }
  };
}
