import type { ControllerMethods } from '@blockqnn/api';
import type { Handlers } from '@blockqnn/rpc';
import type { Controller } from '../controller.js';
import { abandonTrial } from './abandon-trial.js';
import { cloneSearch } from './clone-search.js';
import { createSearch } from './create-search.js';
import { deleteSearch } from './delete-search.js';
import { answering, streaming } from './errors.js';
import { getSearch } from './get-search.js';
import { importEvaluations } from './import-evaluations.js';
import { listSearches } from './list-searches.js';
import { listTrials } from './list-trials.js';
import { pauseSearch } from './pause-search.js';
import { replayEvents } from './replay-events.js';
import { reportProgress } from './report-progress.js';
import { requestBlocks } from './request-blocks.js';
import { resumeSearch } from './resume-search.js';
import { submitReward } from './submit-reward.js';
import { undeleteSearch } from './undelete-search.js';
import { watchSearch } from './watch-search.js';

/** All RPCs of ControllerService. */
export function controllerHandlers(
  controller: Controller,
  datasets: ReadonlySet<string> | undefined,
): Handlers<ControllerMethods> {
  return {
    createSearch: answering(createSearch(controller, datasets)),
    getSearch: answering(getSearch(controller)),
    listSearches: answering(listSearches(controller)),
    pauseSearch: answering(pauseSearch(controller)),
    resumeSearch: answering(resumeSearch(controller)),
    requestBlocks: answering(requestBlocks(controller)),
    reportProgress: answering(reportProgress(controller)),
    submitReward: answering(submitReward(controller)),
    abandonTrial: answering(abandonTrial(controller)),
    listTrials: answering(listTrials(controller)),
    watchSearch: streaming(watchSearch(controller)),
    deleteSearch: answering(deleteSearch(controller)),
    undeleteSearch: answering(undeleteSearch(controller)),
    cloneSearch: answering(cloneSearch(controller, datasets)),
    importEvaluations: answering(importEvaluations(controller)),
    replayEvents: streaming(replayEvents(controller)),
  };
}
