export {
  artifactKindFromProto,
  artifactKindToProto,
  artifactToProto,
  type Artifact,
} from './convert/artifact.js';
export { FILE_DESCRIPTOR_SETS } from './generated/file-descriptor-sets.js';
export { blockToProto } from './convert/block.js';
export { durationFromProto, durationToProto } from './convert/duration.js';
export { epochFromProto, epochToProto } from './convert/epoch.js';
export {
  evaluationFromProto,
  evaluationToProto,
  type Evaluation,
  type Provenance,
} from './convert/evaluation.js';
export {
  FAILURE_REASONS,
  failureReasonFromProto,
  failureReasonToProto,
  type FailureReason,
} from './convert/failure-reason.js';
export { figuresFromProto, figuresToProto } from './convert/figures.js';
export { limitsFromProto, limitsToProto } from './convert/limits.js';
export {
  outcomeFromProto,
  outcomeToProto,
  type Failure,
  type Measurement,
  type Outcome,
  type OutcomeInput,
} from './convert/outcome.js';
export { recipeFromProto, recipeToProto } from './convert/recipe.js';
export { stackFromProto, stackToProto } from './convert/stack.js';
export { trainingToProto, type Training } from './convert/training.js';
export { timestampFromProto, timestampToProto } from './convert/timestamp.js';
export { PROTO_DIR } from './loader-options.js';
export {
  ANY_SEARCH,
  ARTIFACT_KINDS,
  artifactName,
  blockName,
  parseArtifactName,
  parseBlockName,
  parseSearchName,
  parseTrainingName,
  parseTrialName,
  searchName,
  trainingName,
  trialName,
  type ArtifactKind,
  type ArtifactName,
  type TrialId,
} from './resource-names.js';
export type { Method, ServiceContract } from './service-contract.js';
export {
  CONTROLLER_SERVICE,
  EVALUATOR_SERVICE,
  REGISTRY_SERVICE,
  type ControllerMethods,
  type EvaluatorMethods,
  type RegistryMethods,
} from './services.js';
export type { Assignment as AssignmentMessage } from './generated/blockqnn/controller/v1/Assignment.js';
export type { AssignmentInput } from './generated/blockqnn/controller/v1/Assignment.js';
export type { Search as SearchMessage, SearchInput } from './generated/blockqnn/controller/v1/Search.js';
export type {
  SearchSpec as SearchSpecMessage,
  SearchSpecInput,
} from './generated/blockqnn/controller/v1/SearchSpec.js';
export type { Trial as TrialMessage, TrialInput } from './generated/blockqnn/controller/v1/Trial.js';
export type { Epoch as EpochMessage, EpochInput } from './generated/blockqnn/domain/v1/Epoch.js';
export type {
  Evaluation as EvaluationMessage,
  EvaluationInput,
} from './generated/blockqnn/domain/v1/Evaluation.js';
export type { Training as TrainingMessage, TrainingInput } from './generated/blockqnn/domain/v1/Training.js';
export type { EvaluationCompleted as EvaluationCompletedMessage } from './generated/blockqnn/events/v1/EvaluationCompleted.js';
export type {
  BlockSummary as BlockSummaryMessage,
  BlockSummaryInput,
} from './generated/blockqnn/registry/v1/BlockSummary.js';
export type {
  BlockStatistics as BlockStatisticsMessage,
  BlockStatisticsInput,
} from './generated/blockqnn/registry/v1/BlockStatistics.js';
export type { FigureStatistics as FigureStatisticsMessage } from './generated/blockqnn/registry/v1/FigureStatistics.js';
export type { NearBlock as NearBlockMessage } from './generated/blockqnn/registry/v1/NearBlock.js';
export type {
  TraitContrast as TraitContrastMessage,
  TraitContrastInput,
} from './generated/blockqnn/registry/v1/TraitContrast.js';
export type {
  FigureContrast as FigureContrastMessage,
  FigureContrastInput,
} from './generated/blockqnn/registry/v1/FigureContrast.js';
export type {
  StrategyCurve as StrategyCurveMessage,
  StrategyCurveInput,
} from './generated/blockqnn/registry/v1/StrategyCurve.js';
export type {
  StrategyPoint as StrategyPointMessage,
  StrategyPointInput,
} from './generated/blockqnn/registry/v1/StrategyPoint.js';
export type {
  ReferenceBlock as ReferenceBlockMessage,
  ReferenceBlockInput,
} from './generated/blockqnn/registry/v1/ReferenceBlock.js';
export type {
  AnalyzeBlocksResponse as AnalyzeBlocksResponseMessage,
  AnalyzeBlocksResponseInput,
} from './generated/blockqnn/registry/v1/AnalyzeBlocksResponse.js';
export type {
  CompareStrategiesResponse as CompareStrategiesResponseMessage,
  CompareStrategiesResponseInput,
} from './generated/blockqnn/registry/v1/CompareStrategiesResponse.js';
export type {
  ModelHeader as ModelHeaderMessage,
  ModelHeaderInput,
} from './generated/blockqnn/registry/v1/ModelHeader.js';
export type {
  Artifact as ArtifactMessage,
  ArtifactInput,
} from './generated/blockqnn/registry/v1/Artifact.js';
