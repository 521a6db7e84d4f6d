/**
 * Resource names (AIP-122):
 *
 *   searches/{search}                  search: 1–40 of a–z, 0–9 and dash, beginning with a letter
 *   searches/{search}/trials/{trial}   trial: its number, counted from 1
 *   blocks/{block}                     block: 16 lower-case hexadecimal digits
 *   weights/{sha256}                   sha256: 64 lower-case hexadecimal digits; likewise checkpoints/{sha256}
 *                                      and curves/{sha256}
 *   trainings/{training}               training: 32 lower-case hexadecimal digits
 *
 * Parsers return undefined for anything else.
 */
const SEARCH = '[a-z][a-z0-9-]{0,39}';

export interface TrialId {
  readonly searchId: string;
  readonly number: number;
}

/** Kinds of artifacts, which are also the collections that they are named in. */
export const ARTIFACT_KINDS = ['weights', 'checkpoints', 'curves'] as const;
export type ArtifactKind = (typeof ARTIFACT_KINDS)[number];

export interface ArtifactName {
  readonly kind: ArtifactKind;
  readonly sha256: string;
}

/** Stands for any search in `RequestBlocks` (AIP-159). */
export const ANY_SEARCH = 'searches/-';

export const searchName = (searchId: string): string => `searches/${searchId}`;
export const trialName = (searchId: string, number: number): string =>
  `searches/${searchId}/trials/${String(number)}`;
export const blockName = (blockId: string): string => `blocks/${blockId}`;
export const artifactName = ({ kind, sha256 }: ArtifactName): string => `${kind}/${sha256}`;
export const trainingName = (trainingId: string): string => `trainings/${trainingId}`;

const SEARCH_NAME = new RegExp(`^searches/(${SEARCH})$`);
const TRIAL_NAME = new RegExp(`^searches/(${SEARCH})/trials/([1-9][0-9]{0,8})$`);
const BLOCK_NAME = /^blocks\/([0-9a-f]{16})$/;
const ARTIFACT_NAME = /^([a-z]+)\/([0-9a-f]{64})$/;
const TRAINING_NAME = /^trainings\/([0-9a-f]{32})$/;

export function parseSearchName(name: string): string | undefined {
  return SEARCH_NAME.exec(name)?.[1];
}

export function parseTrialName(name: string): TrialId | undefined {
  const match = TRIAL_NAME.exec(name);
  const [, searchId, number] = match ?? [];
  return searchId === undefined || number === undefined ? undefined : { searchId, number: Number(number) };
}

export function parseBlockName(name: string): string | undefined {
  return BLOCK_NAME.exec(name)?.[1];
}

export function parseTrainingName(name: string): string | undefined {
  return TRAINING_NAME.exec(name)?.[1];
}

export function parseArtifactName(name: string): ArtifactName | undefined {
  const [, collection, sha256 = ''] = ARTIFACT_NAME.exec(name) ?? [];
  const kind = ARTIFACT_KINDS.find((each) => each === collection);
  return kind && { kind, sha256 };
}
