// Original file: proto/blockqnn/domain/v1/recipe.proto

/**
 * How the learning rate falls.
 */
export const Schedule = {
  /**
   * Means SCHEDULE_STEP.
   */
  SCHEDULE_UNSPECIFIED: 'SCHEDULE_UNSPECIFIED',
  /**
   * Times decay_factor after every decay_epochs.
   */
  SCHEDULE_STEP: 'SCHEDULE_STEP',
  /**
   * Times decay_factor after each of decay_milestones.
   */
  SCHEDULE_MILESTONES: 'SCHEDULE_MILESTONES',
  /**
   * Along half a cosine to 0 at the end.
   */
  SCHEDULE_COSINE: 'SCHEDULE_COSINE',
} as const;

/**
 * How the learning rate falls.
 */
export type ScheduleInput =
  /**
   * Means SCHEDULE_STEP.
   */
  | 'SCHEDULE_UNSPECIFIED'
  | 0
  /**
   * Times decay_factor after every decay_epochs.
   */
  | 'SCHEDULE_STEP'
  | 1
  /**
   * Times decay_factor after each of decay_milestones.
   */
  | 'SCHEDULE_MILESTONES'
  | 2
  /**
   * Along half a cosine to 0 at the end.
   */
  | 'SCHEDULE_COSINE'
  | 3

/**
 * How the learning rate falls.
 */
export type Schedule = typeof Schedule[keyof typeof Schedule]
