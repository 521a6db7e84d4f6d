export {
  bestSplit,
  type BestSplit,
  type BestSplitOptions,
  type HostLoad,
  type MeasuredSplit,
} from './best-split.js';
export { type CgroupLimits, cgroupLimits } from './cgroup-limits.js';
export { findGpus, type GpuSources } from './gpus.js';
export { type MachineResources, machineResources, resourcesWithin } from './machine-resources.js';
export { measureThroughput, type ThroughputOptions } from './measure-throughput.js';
export { knownSpeedup, measureSpeedup, type NativeSpeedup, RECORDED_SPEEDUP } from './native-speedup.js';
export { candidateSplits, type Split } from './splits.js';
export { ThroughputCache } from './throughput-cache.js';
