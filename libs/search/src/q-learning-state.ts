import type { HyperParameters } from './hyper-parameters.js';
import { legalCodesAfter } from './layer-code.js';
import { QTable } from './q-table.js';
import { RandomSource } from './random-source.js';
import { ReplayMemory } from './replay-memory.js';
import type { Episode } from './replay-memory.js';
import { RewardScale } from './reward-scale.js';
import { formatEntry, parseState, qEntry, randomEntry, replayEntry } from './state-entries.js';
import type { Stream } from './state-entries.js';
import { StrategyStateError } from './strategy-state-error.js';
import type { StateEntry, StrategyOptions } from './strategy.js';
import { ToldEntries } from './told-entries.js';

type QLearningStateOptions = Pick<StrategyOptions, 'seed' | 'maxLayers' | 'state'>;

const KIND = 'q-learning';

/** Everything that Q-learning knows, and how it is handed out and restored. */
export class QLearningState {
  readonly table: QTable;
  readonly memory = new ReplayMemory();
  readonly scale: RewardScale;
  /** Each purpose has a source of its own, so that neither disturbs the other's decisions. */
  readonly sources: Readonly<Record<Stream, RandomSource>>;
  readonly #told = new ToldEntries();
  readonly #maxLayers: number;

  /** A new state where there are no entries. Throws {@link StrategyStateError} on entries of another search. */
  constructor({ seed, maxLayers, state: entries }: QLearningStateOptions, parameters: HyperParameters) {
    this.#maxLayers = maxLayers;
    this.table = new QTable(parameters.initialValue);
    this.scale = new RewardScale(parameters);
    const sources = { propose: RandomSource.fromSeed(seed, 0), replay: RandomSource.fromSeed(seed, 1) };
    const episodes = new Map<number, Episode>();
    for (const entry of parseState(KIND, entries)) {
      switch (entry.kind) {
        case 'format':
          this.#told.note(formatEntry(entry.strategy));
          break;
        case 'random':
          sources[entry.stream] = RandomSource.fromState(entry.state);
          this.#told.note(randomEntry(entry.stream, entry.state));
          break;
        case 'q':
          this.table.restore(entry.value);
          break;
        case 'replay':
          episodes.set(entry.number, entry.episode);
          break;
      }
    }
    this.sources = sources;
    this.#restoreEpisodes(episodes, maxLayers);
  }

  /** Takes a block and its reward into memory. */
  remember(episode: Episode): void {
    this.memory.append(episode);
    this.scale.add(episode.reward);
  }

  /** Entries changed since the last call. */
  takeChanges(): readonly StateEntry[] {
    return [
      ...this.#told.tell(this.#wholeEntries()),
      ...this.table.takeChanges().map(qEntry),
      ...this.memory.takeChanges().map(({ number, episode }) => replayEntry(number, episode)),
    ];
  }

  /** As in {@link Strategy.entries}. */
  *entries(): Generator<StateEntry> {
    yield* this.#wholeEntries();
    for (const value of this.table.entries((state) => legalCodesAfter(state, this.#maxLayers))) {
      yield qEntry(value);
    }
    for (const { number, episode } of this.memory.entries()) yield replayEntry(number, episode);
  }

  /** The few that are told whole. */
  #wholeEntries(): readonly StateEntry[] {
    return [
      formatEntry(KIND),
      randomEntry('propose', this.sources.propose.state),
      randomEntry('replay', this.sources.replay.state),
    ];
  }

  /** In the order of their numbers, since sums of floating-point numbers depend on it. */
  #restoreEpisodes(episodes: ReadonlyMap<number, Episode>, maxLayers: number): void {
    for (let number = 0; number < episodes.size; number += 1) {
      const episode = episodes.get(number);
      if (episode === undefined) {
        throw new StrategyStateError(`replay/${number}`, `missing, though there are ${episodes.size} in all`);
      }
      if (episode.codes.length > maxLayers) {
        throw new StrategyStateError(
          `replay/${number}`,
          `${episode.codes.length} layers, but this search draws at most ${maxLayers}`,
        );
      }
      this.memory.restore(episode);
      this.scale.add(episode.reward);
    }
  }
}
