import type { SearchMessage, TrialMessage } from '@blockqnn/api';

/** A search as WatchSearch sends it. */
export function searchMessage(values: Partial<SearchMessage> = {}): SearchMessage {
  return {
    name: 'searches/s1',
    spec: {
      displayName: '',
      strategy: 'STRATEGY_KIND_Q_LEARNING',
      seed: 3,
      dataset: 'procedural',
      stack: null,
      recipe: {
        epochs: 4,
        batchSize: 64,
        learningRate: 0.001,
        decayFactor: 0.2,
        decayEpochs: 5,
        restartFactor: 0.4,
        maxRestarts: 5,
        validationFraction: 0.1,
        cropPadding: 4,
        horizontalFlip: true,
        optimiser: 'OPTIMISER_ADAM',
        momentum: 0,
        weightDecay: 0,
        schedule: 'SCHEDULE_STEP',
        decayMilestones: [],
        warmupEpochs: 0,
        minCropArea: 1,
        cutOut: 0,
        mixUp: 0,
        labelSmoothing: 0,
      },
      rewardWeights: { mu: 1, rho: 8 },
      budget: {
        maxEvaluations: 10,
        maxAttempts: 3,
        maxTrialsInFlight: 0,
        maxDuration: null,
        targetAccuracy: 0,
      },
      limits: null,
      maxLayers: 8,
      leaseDuration: null,
      medianStopping: null,
    },
    state: 'SEARCH_STATE_RUNNING',
    succeededCount: 0,
    failedCount: 0,
    openCount: 0,
    duplicateCount: 0,
    infeasibleCount: 0,
    epsilon: 1,
    bestTrial: null,
    createTime: { seconds: 1_700_000_000, nanos: 0 },
    completeTime: null,
    endReason: '',
    cancelledCount: 0,
    importedCount: 0,
    source: '',
    deleteTime: null,
    purgeTime: null,
    ...values,
  };
}

/** A trial as WatchSearch sends it; leased unless told otherwise. */
export function trialMessage(number: number, values: Partial<TrialMessage> = {}): TrialMessage {
  return {
    name: `searches/s1/trials/${String(number)}`,
    block: { name: 'blocks/0123456789abcdef', nsc: 'conv3@0,conv3@1,add@2+0', layers: [], density: 1 },
    state: 'TRIAL_STATE_LEASED',
    attempt: 1,
    worker: 'worker-1',
    figures: { flops: 2_000_000, parameters: 3000, activationBytes: 4000 },
    epochs: [],
    reward: 0,
    createTime: null,
    completeTime: null,
    leaseExpireTime: null,
    origin: '',
    ...values,
  };
}

/** A completed trial. */
export function succeededTrial(number: number, accuracy: number, reward: number): TrialMessage {
  return trialMessage(number, {
    state: 'TRIAL_STATE_SUCCEEDED',
    reward,
    measurement: {
      accuracy,
      epochs: [epochMessage(1, accuracy)],
      duration: { seconds: 12, nanos: 300_000_000 },
      device: 'wasm',
      restarts: 0,
      weightsSha256: '',
    },
    outcome: 'measurement',
  });
}

export function epochMessage(number: number, accuracy: number): TrialMessage['epochs'][number] {
  return {
    number,
    accuracy,
    loss: 1,
    trainingAccuracy: 0.5,
    learningRate: 0.001,
    duration: { seconds: 3, nanos: 0 },
  };
}
