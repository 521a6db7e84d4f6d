import type { ControllerMethods } from '@blockqnn/api';
import { validate, type ServerStreamHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import type { Controller } from '../controller.js';
import { searchNameField } from '../convert/request-fields.js';
import { trialToProto } from '../convert/trial.js';
import { findTrial, listOpenTrials } from '../store/trials.js';
import { describeSearch } from './describe-search.js';
import { requireSearch } from './require-search.js';

const schema = z.object({ name: searchNameField });

type Watch = ControllerMethods['watchSearch'];

/**
 * 1. Changes are noted from now on, so that none falls between the snapshot and them.
 * 2. The search and its open trials as they are.
 * 3. Whatever changed since the last look, as it is by then: trials first, so that the search is last when
 *    it is completed, which ends the stream.
 */
export function watchSearch(controller: Controller): ServerStreamHandler<Watch> {
  return async function* (request, { signal }): AsyncGenerator<Watch['responseInput']> {
    const { name: id } = validate(schema, request);
    const { db, feed } = controller;
    using changes = feed.subscribe(id);
    let search = await requireSearch(db, id);
    yield { search: await describeSearch(controller, search) };
    for (const trial of await listOpenTrials(db, id)) yield { trial: trialToProto(trial) };
    while (search.state !== 'completed') {
      const pending = await changes.next(signal);
      for (const number of pending.trials) {
        const trial = await findTrial(db, id, number);
        if (trial !== undefined) yield { trial: trialToProto(trial) };
      }
      if (pending.search) {
        search = await requireSearch(db, id);
        yield { search: await describeSearch(controller, search) };
      }
    }
  };
}
