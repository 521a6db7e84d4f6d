import { MissingError } from './link-error.js';

/** What is linked: for processors alone, or for NVIDIA's GPUs too. */
export type Variant = 'cpu' | 'cuda';

/** A wheel by its exact content, as the package index names it. */
interface Wheel {
  readonly requirement: string;
  readonly sha256: string;
}

/** The wheels that hold TensorFlow's libraries for one variant on one processor architecture. */
export interface Distribution {
  readonly variant: Variant;
  readonly arch: string;
  readonly tensorflowVersion: string;
  readonly wheels: readonly Wheel[];
  /** Sum over the wheels. */
  readonly downloadBytes: number;
  /** Sum over the files taken out of them. */
  readonly unpackedBytes: number;
  /** Platform tags that pip must match exactly. */
  readonly platforms: readonly string[];
}

const TENSORFLOW_VERSION = '2.21.0';

/** C library that the wheels are built for (their platform tag, manylinux_2_27). */
export const LEAST_GLIBC = [2, 27] as const;

const MB = 1e6;

/**
 * Pinned by SHA-256, so pip refuses any other content whatever index it is configured with. The Python
 * version in a wheel's tag does not matter here: no Python code of it is used.
 */
const DISTRIBUTIONS: readonly Distribution[] = [
  {
    variant: 'cpu',
    arch: 'x64',
    tensorflowVersion: TENSORFLOW_VERSION,
    wheels: [
      {
        requirement: `tensorflow-cpu==${TENSORFLOW_VERSION}`,
        sha256: 'dcc8afd32930e42d5296b6ee19078b773706830af4ea97fbe503b9f5e0f820cb',
      },
    ],
    downloadBytes: 274 * MB,
    unpackedBytes: 854 * MB,
    platforms: ['manylinux_2_27_x86_64'],
  },
  {
    variant: 'cpu',
    arch: 'arm64',
    tensorflowVersion: TENSORFLOW_VERSION,
    // For this architecture the package without "-cpu" is the one that knows no GPU.
    wheels: [
      {
        requirement: `tensorflow==${TENSORFLOW_VERSION}`,
        sha256: 'b07d15737406533898e36c7ef7944b1be18e9028dc521b9229952c537bbc5552',
      },
    ],
    downloadBytes: 282 * MB,
    unpackedBytes: 884 * MB,
    platforms: ['manylinux_2_27_aarch64'],
  },
  {
    variant: 'cuda',
    arch: 'x64',
    tensorflowVersion: TENSORFLOW_VERSION,
    wheels: [
      {
        requirement: `tensorflow==${TENSORFLOW_VERSION}`,
        sha256: 'b3b95643c4e70eb925839938fb35cbe142f317ec84af6844ee61513713bb13c0',
      },
      {
        requirement: 'nvidia-cublas-cu12==12.9.3.13',
        sha256: 'd7d51055f161b317c7105ddaae90e71eda059026074ffef93cf7cde2886bfe72',
      },
      {
        requirement: 'nvidia-cuda-cupti-cu12==12.8.90',
        sha256: 'ea0cb07ebda26bb9b29ba82cda34849e73c166c18162d3913575b0c9db9a6182',
      },
      {
        requirement: 'nvidia-cuda-nvrtc-cu12==12.9.86',
        sha256: '210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4',
      },
      {
        requirement: 'nvidia-cuda-runtime-cu12==12.9.79',
        sha256: '25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3',
      },
      {
        requirement: 'nvidia-cudnn-cu12==9.28.0.42',
        sha256: '9ff58b7f36dacd0a93e89f8f2957b52466889217963701daa15e577317cfa375',
      },
      {
        requirement: 'nvidia-cufft-cu12==11.4.1.4',
        sha256: 'c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28',
      },
      {
        requirement: 'nvidia-curand-cu12==10.3.10.19',
        sha256: '49b274db4780d421bd2ccd362e1415c13887c53c214f0d4b761752b8f9f6aa1e',
      },
      {
        requirement: 'nvidia-cusolver-cu12==11.7.5.82',
        sha256: '15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88',
      },
      {
        requirement: 'nvidia-cusparse-cu12==12.5.10.65',
        sha256: '73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78',
      },
      {
        requirement: 'nvidia-nccl-cu12==2.32.3',
        sha256: 'bb94b2348e4861d5e8aa00b36c3d12d9bdf9c6369b82cbb723de0b582280a21c',
      },
      {
        requirement: 'nvidia-nvjitlink-cu12==12.9.86',
        sha256: 'e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9',
      },
    ],
    downloadBytes: 3339 * MB,
    unpackedBytes: 5558 * MB,
    platforms: [
      'manylinux_2_27_x86_64',
      'manylinux_2_17_x86_64',
      'manylinux_2_12_x86_64',
      'manylinux2014_x86_64',
      'manylinux2010_x86_64',
    ],
  },
];

/** Python for which the pinned wheels are tagged; pip need not run in it. */
export const WHEEL_PYTHON = { version: '3.12', abi: 'cp312' } as const;

/** What to link on this machine. Throws {@link MissingError} where TensorFlow has no libraries for it. */
export function supportedDistribution(variant: Variant): Distribution {
  const { platform, arch } = process;
  const distribution = DISTRIBUTIONS.find((entry) => entry.variant === variant && entry.arch === arch);
  if (distribution !== undefined && platform === 'linux') return distribution;
  throw new MissingError([
    {
      what: variant === 'cuda' ? 'Linux on x64 (for CUDA)' : 'Linux on x64 or arm64',
      remedy: `this is ${platform} on ${arch}; the WebAssembly engine runs here and needs nothing`,
    },
  ]);
}
