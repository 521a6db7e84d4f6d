import { epochToProto } from '@blockqnn/api';
import type { Epoch } from '@blockqnn/training/recipes';

/** A training's epochs as the artifact of a curve: `blockqnn.domain.v1.Epoch` in the proto3 JSON mapping, one a line. */
export function curveText(epochs: readonly Epoch[]): string {
  return epochs
    .map(
      (epoch) => `${JSON.stringify({ ...epochToProto(epoch), duration: `${epoch.seconds.toFixed(3)}s` })}\n`,
    )
    .join('');
}
