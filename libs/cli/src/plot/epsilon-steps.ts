import { epsilonAt, hyperParametersForBudget } from '@blockqnn/search';

/** From the trial of a place on, as many random decisions. */
export interface EpsilonStep {
  readonly place: number;
  readonly epsilon: number;
}

/** The ε of Q-learning under a budget while so many trials are completed, wherever it changes. */
export function epsilonSteps(budget: number, completed: number): readonly EpsilonStep[] {
  const { iterationBlocks, epsilonSchedule } = hyperParametersForBudget(budget);
  const steps: EpsilonStep[] = [];
  for (let place = 1; place <= completed; place += 1) {
    const epsilon = epsilonAt((place - 1) / iterationBlocks, epsilonSchedule);
    if (steps.at(-1)?.epsilon !== epsilon) steps.push({ place, epsilon });
  }
  return steps;
}
