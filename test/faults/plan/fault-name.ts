/** Which database the services under test keep their state in. */
export type DatabaseKind = 'sqlite' | 'postgres';

/** Processes that are killed, frozen and ended in good order. */
export const VICTIMS = [
  'controller',
  'stand-by',
  'registry',
  'worker',
  'subscriber',
  'nats-server',
  'postgres',
] as const;
export type Victim = (typeof VICTIMS)[number];

/** Connections that a proxy sits in. */
export const LINKS = [
  'workers-controller',
  'services-nats',
  'controller-database',
  'registry-database',
] as const;
export type LinkName = (typeof LINKS)[number];

/** What is done to a process: SIGKILL; SIGSTOP and later SIGCONT; SIGTERM. */
export type ProcessDeed = 'kill' | 'freeze' | 'end';

/** What is done to connections; `break` is one RST, after which all is well. */
export type LinkDeed = 'break' | 'cut' | 'blackhole' | 'delay' | 'throttle';

/** A fault as plans and reports name it. */
export type FaultName =
  | `${ProcessDeed} ${Victim}`
  | `${LinkDeed} ${LinkName}`
  | 'kill controller in mid-commit'
  | 'kill everything'
  | 'fill outbox'
  | 'start second controller';

/** A kind of fault, where it can happen, and how long it lasts before it is healed. */
export interface FaultKind {
  readonly name: FaultName;
  readonly databases: readonly DatabaseKind[];
  readonly leastMs: number;
  readonly mostMs: number;
}

const BOTH: readonly DatabaseKind[] = ['sqlite', 'postgres'];
const POSTGRES: readonly DatabaseKind[] = ['postgres'];
const SQLITE: readonly DatabaseKind[] = ['sqlite'];

const kind = (
  name: FaultName,
  databases: readonly DatabaseKind[],
  leastMs: number,
  mostMs: number,
): FaultKind => ({ name, databases, leastMs, mostMs });

/** Every fault there is. A stand-by needs longest: the paused one has to lose its place before it comes back. */
export const FAULT_KINDS: readonly FaultKind[] = [
  kind('kill controller in mid-commit', POSTGRES, 0, 7000),
  kind('kill everything', BOTH, 0, 1000),
  kind('kill controller', SQLITE, 0, 2000),
  kind('kill controller', POSTGRES, 0, 7000),
  kind('freeze controller', SQLITE, 500, 4000),
  kind('freeze controller', POSTGRES, 1000, 9000),
  kind('end controller', BOTH, 0, 1500),
  kind('kill stand-by', POSTGRES, 0, 2000),
  kind('freeze stand-by', POSTGRES, 500, 4000),
  kind('kill registry', BOTH, 0, 2500),
  kind('freeze registry', BOTH, 500, 3000),
  kind('end registry', BOTH, 0, 1500),
  kind('kill worker', BOTH, 0, 1500),
  kind('freeze worker', BOTH, 500, 7500),
  kind('kill subscriber', BOTH, 0, 2000),
  kind('freeze subscriber', BOTH, 500, 3000),
  kind('kill nats-server', BOTH, 0, 2500),
  kind('freeze nats-server', BOTH, 500, 4000),
  kind('end nats-server', BOTH, 0, 1500),
  kind('kill postgres', POSTGRES, 0, 2000),
  kind('freeze postgres', POSTGRES, 500, 3500),
  kind('end postgres', POSTGRES, 0, 1500),
  kind('break workers-controller', BOTH, 0, 0),
  kind('cut workers-controller', BOTH, 300, 2000),
  kind('blackhole workers-controller', BOTH, 500, 4000),
  kind('delay workers-controller', BOTH, 1000, 3000),
  kind('throttle workers-controller', BOTH, 1000, 3000),
  kind('break services-nats', BOTH, 0, 0),
  kind('cut services-nats', BOTH, 300, 2000),
  kind('blackhole services-nats', BOTH, 500, 4000),
  kind('delay services-nats', BOTH, 1000, 3000),
  kind('throttle services-nats', BOTH, 1000, 3000),
  kind('break controller-database', POSTGRES, 0, 0),
  kind('cut controller-database', POSTGRES, 300, 2500),
  kind('blackhole controller-database', POSTGRES, 500, 4000),
  kind('delay controller-database', POSTGRES, 1000, 3000),
  kind('throttle controller-database', POSTGRES, 1000, 3000),
  kind('break registry-database', POSTGRES, 0, 0),
  kind('cut registry-database', POSTGRES, 300, 2500),
  kind('blackhole registry-database', POSTGRES, 500, 4000),
  kind('fill outbox', BOTH, 3000, 6000),
  kind('start second controller', SQLITE, 0, 0),
];
