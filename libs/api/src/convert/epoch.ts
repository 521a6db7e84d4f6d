import type { Epoch } from '@blockqnn/training/recipes';
import type { Epoch as EpochMessage, EpochInput } from '../generated/blockqnn/domain/v1/Epoch.js';
import { durationFromProto, durationToProto } from './duration.js';

export function epochToProto(epoch: Epoch): EpochInput {
  return {
    number: epoch.number,
    accuracy: epoch.accuracy,
    loss: epoch.loss,
    trainingAccuracy: epoch.trainingAccuracy,
    learningRate: epoch.learningRate,
    duration: durationToProto(epoch.seconds * 1000),
  };
}

/** Unchecked: accuracies may be anything that a double can be. */
export function epochFromProto(epoch: EpochMessage): Epoch {
  return {
    number: epoch.number,
    accuracy: epoch.accuracy,
    loss: epoch.loss,
    trainingAccuracy: epoch.trainingAccuracy,
    learningRate: epoch.learningRate,
    seconds: (durationFromProto(epoch.duration) ?? 0) / 1000,
  };
}
