import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultSystem } from '../system/fault-system.js';
import type { Killable } from '../system/killable.js';
import type { ServiceMember } from '../system/service-member.js';
import type { ProxyMode } from '../system/tcp-proxy.js';
import { LINKS, VICTIMS, type LinkDeed, type LinkName, type ProcessDeed, type Victim } from './fault-name.js';
import type { PlannedFault } from './round-plan.js';

/** What striking gives: how to mend it, and which controller lost its place to a stand-by. */
export interface Struck {
  /** For people: what was hit. */
  readonly what: string;
  readonly heal: () => Promise<void>;
  /** The active controller that was hit while another one stood by. */
  readonly deposed?: ServiceMember;
  /** A promise that was broken right there. */
  readonly violation?: string;
}

const SIGNALS: Readonly<Record<Exclude<ProcessDeed, 'freeze'>, NodeJS.Signals>> = {
  kill: 'SIGKILL',
  end: 'SIGTERM',
};
const SLOW_COMMIT_MS = 200;

const nothing = (what: string): Struck => ({ what, heal: () => Promise.resolve() });

/** Lets a fault happen now. */
export async function strike(system: FaultSystem, fault: PlannedFault): Promise<Struck> {
  if (fault.name === 'fill outbox') {
    system.setLinks('services-nats', { kind: 'cut' });
    return {
      what: 'NATS away while results come in',
      heal: () => {
        system.setLinks('services-nats', { kind: 'pass' });
        return Promise.resolve();
      },
    };
  }
  if (fault.name === 'kill everything') {
    await Promise.all(system.everything.map((each) => each.kill()));
    return { what: 'all processes, as a power failure does', heal: () => system.heal() };
  }
  if (fault.name === 'kill controller in mid-commit') return await killInMidCommit(system, fault.dice);
  if (fault.name === 'start second controller') return await startSecondController(system);
  const space = fault.name.indexOf(' ');
  const [deed, target] = [fault.name.slice(0, space), fault.name.slice(space + 1)];
  const victim = VICTIMS.find((name) => name === target);
  if (victim !== undefined) return await strikeProcess(system, deed as ProcessDeed, victim, fault.dice);
  const link = LINKS.find((name) => name === target);
  if (link !== undefined) return strikeLink(system, deed as LinkDeed, link, fault.dice);
  throw new Error(`no such fault: ${fault.name}`);
}

async function strikeProcess(
  system: FaultSystem,
  deed: ProcessDeed,
  victim: Victim,
  dice: number,
): Promise<Struck> {
  const active = await system.activeController();
  const { process, start } = target(system, victim, active, dice);
  if (!process.alive) return nothing(`${process.name} was down already`);
  const deposed =
    victim === 'controller' && active !== undefined && system.controllers.length > 1
      ? { deposed: active }
      : {};
  if (deed === 'freeze') {
    process.freeze();
    return {
      what: process.name,
      heal: () => {
        process.thaw();
        return Promise.resolve();
      },
      ...deposed,
    };
  }
  await process.kill(SIGNALS[deed]);
  return { what: process.name, heal: start, ...deposed };
}

/** Commits are made to last, so that the kill meets one that holds results. */
async function killInMidCommit(system: FaultSystem, dice: number): Promise<Struck> {
  system.setLinks('controller-database', { kind: 'delay', delayMs: SLOW_COMMIT_MS });
  await sleep((3 + dice) * SLOW_COMMIT_MS);
  const struck = await strikeProcess(system, 'kill', 'controller', dice);
  system.setLinks('controller-database', { kind: 'pass' });
  return struck;
}

function target(
  system: FaultSystem,
  victim: Victim,
  active: ServiceMember | undefined,
  dice: number,
): { readonly process: Killable; readonly start: () => Promise<void> } {
  const service = (member: ServiceMember) => ({ process: member.process, start: () => member.start() });
  switch (victim) {
    case 'controller':
      return service(active ?? (system.controllers[0] as ServiceMember));
    case 'stand-by':
      return service(system.controllers.find((each) => each !== active) as ServiceMember);
    case 'registry':
      return service(system.registry);
    case 'worker': {
      const process = system.workers[
        Math.floor(dice * system.workers.length)
      ] as (typeof system.workers)[number];
      return { process, start: () => system.startWorker(process) };
    }
    case 'subscriber':
      return { process: system.subscriber, start: () => system.subscriber.start() };
    case 'nats-server':
      return { process: system.nats.process, start: () => system.startNats() };
    case 'postgres':
      if (!system.postgres) throw new Error('there is no PostgreSQL in this run');
      return { process: system.postgres, start: () => system.startDatabase() };
  }
}

function strikeLink(system: FaultSystem, deed: LinkDeed, link: LinkName, dice: number): Struck {
  if (deed === 'break') {
    for (const proxy of system.links(link)) proxy.breakAll();
    return nothing('all connections');
  }
  const mode = modeOf(deed, dice);
  system.setLinks(link, mode);
  return {
    what: describe(mode),
    heal: () => {
      system.setLinks(link, { kind: 'pass' });
      return Promise.resolve();
    },
  };
}

function modeOf(deed: Exclude<LinkDeed, 'break'>, dice: number): ProxyMode {
  if (deed === 'delay') return { kind: deed, delayMs: Math.round(20 + 280 * dice) };
  if (deed === 'throttle') return { kind: deed, bytesPerSecond: Math.round(4000 + 40_000 * dice) };
  return { kind: deed };
}

function describe(mode: ProxyMode): string {
  if (mode.kind === 'delay') return `${mode.delayMs} ms`;
  if (mode.kind === 'throttle') return `${mode.bytesPerSecond} bytes a second`;
  return 'all connections';
}

/** Another controller on the same SQLite file has to end by itself, saying why. */
async function startSecondController(system: FaultSystem): Promise<Struck> {
  const { code, said } = await system.secondController();
  if (code === 1 && said.includes('in use by another process')) return nothing('it was refused');
  // While the first one is down, the file is free, and its owner's own start is what is refused.
  const first = system.controllers[0]?.process;
  const violation = `a second controller on the same file was not refused: exit code ${String(code)}, ${said.slice(-300)}`;
  return { ...nothing('it was not refused'), ...(first?.alive === true ? { violation } : {}) };
}
