import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import {
  CONTROLLER_SERVICE,
  REGISTRY_SERVICE,
  type ControllerMethods,
  type RegistryMethods,
} from '@blockqnn/api';
import { createClient, type Client } from '@blockqnn/rpc';
import { makeFolder } from '@blockqnn/storage';
import type { DatabaseKind, LinkName } from '../plan/fault-name.js';
import type { Assigned, WorkerReport } from '../worker/worker-messages.js';
import { Gate } from './gate.js';
import type { Killable } from './killable.js';
import { ManagedProcess } from './managed-process.js';
import { MAINS, SOURCE_FLAGS } from './member-paths.js';
import { NatsMember } from './nats-member.js';
import { PostgresMember } from './postgres-member.js';
import { ServiceMember } from './service-member.js';
import type { TcpProxy, ProxyMode } from './tcp-proxy.js';
import { until } from './until.js';

export interface FaultSystemOptions {
  readonly database: DatabaseKind;
  /** Worker processes. */
  readonly workers: number;
  readonly loopsPerWorker: number;
  readonly seed: number;
  /** Where everything is kept. */
  readonly folder: string;
  /** Told of processes that ended by themselves, and of answers that no fault excuses. */
  readonly onSurprise: (message: string) => void;
}

const READY_MS = 90_000;
const SWEEP_MS = '200';

/** All processes of a run and the proxies between them. */
export class FaultSystem implements AsyncDisposable {
  readonly controllers: ServiceMember[] = [];
  readonly workers: ManagedProcess[] = [];
  registry!: ServiceMember;
  subscriber!: ManagedProcess;
  nats!: NatsMember;
  /** Undefined with SQLite. */
  postgres: PostgresMember | undefined;
  readonly #options: FaultSystemOptions;
  readonly #gates = { nats: new Gate(), controllerDatabase: new Gate(), registryDatabase: new Gate() };
  readonly #idle = new Map<string, string>();
  #assigned: Assigned | undefined;

  constructor(options: FaultSystemOptions) {
    this.#options = options;
  }

  /** Starts everything; resolves when all of it serves. */
  async start(): Promise<void> {
    const { folder, database, onSurprise } = this.#options;
    await makeFolder(this.logPath(''));
    this.nats = await NatsMember.create(join(folder, 'nats'), this.logPath('nats-server.log'), onSurprise);
    if (database === 'postgres') {
      this.postgres = await PostgresMember.start(['controller', 'registry']);
      this.#gates.controllerDatabase.leadTo(this.postgres.port);
      this.#gates.registryDatabase.leadTo(this.postgres.port);
    }
    await this.startNats();
    const names = database === 'postgres' ? ['controller-a', 'controller-b'] : ['controller'];
    for (const name of names) this.controllers.push(await this.#service(name, 'controller'));
    this.registry = await this.#service('registry', 'registry');
    this.#addWorkers();
    await this.#addSubscriber();
    await this.heal();
  }

  async #service(name: string, service: 'controller' | 'registry'): Promise<ServiceMember> {
    const { folder, onSurprise } = this.#options;
    const natsProxy = await this.#gates.nats.add();
    const gate = service === 'controller' ? this.#gates.controllerDatabase : this.#gates.registryDatabase;
    const databaseProxy = this.postgres && (await gate.add());
    return await ServiceMember.create({
      name,
      service,
      logPath: this.logPath(`${name}.log`),
      onSurprise,
      env: (incarnation) => ({
        BLOCKQNN_STATE_DIR: join(folder, service),
        BLOCKQNN_NATS_URL: `nats://${natsProxy.address}`,
        BLOCKQNN_SWEEP_INTERVAL_MS: SWEEP_MS,
        BLOCKQNN_LOG_LEVEL: 'info',
        ...(databaseProxy && this.postgres
          ? // PostgreSQL knows the connections of each incarnation by a name of their own.
            {
              BLOCKQNN_DATABASE_URL: this.postgres.url(service, databaseProxy.port, `${name}#${incarnation}`),
            }
          : {}),
      }),
    });
  }

  /** Starts a second controller on the first one's SQLite file, which has to refuse. Gives what became of it. */
  async secondController(): Promise<{ readonly code: number | null; readonly said: string }> {
    const { folder } = this.#options;
    const child = spawn(process.execPath, [...SOURCE_FLAGS, MAINS.controller], {
      env: {
        ...process.env,
        BLOCKQNN_STATE_DIR: join(folder, 'controller'),
        BLOCKQNN_CONTROLLER_LISTEN: '127.0.0.1:0',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('"msg":"listening"')) child.kill('SIGKILL');
    });
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, said };
  }

  #addWorkers(): void {
    const { workers, loopsPerWorker, seed, onSurprise } = this.#options;
    for (let number = 1; number <= workers; number += 1) {
      const name = `worker-${number}`;
      const worker: ManagedProcess = new ManagedProcess({
        name,
        logPath: this.logPath(`${name}.log`),
        onSurprise,
        command: (incarnation) => ({
          file: process.execPath,
          args: [
            ...SOURCE_FLAGS,
            MAINS.worker,
            name,
            String(loopsPerWorker),
            this.callsPath(name),
            String(seed + incarnation * 1000),
            ...this.controllers.map(({ proxy }) => proxy.address),
          ],
          ipc: true,
        }),
        onMessage: (message) => {
          const report = message as WorkerReport;
          if (report.kind === 'fault') onSurprise(`${name} was answered ${report.message}`);
          else this.#idle.set(name, report.searches.join());
        },
      });
      this.workers.push(worker);
    }
  }

  async #addSubscriber(): Promise<void> {
    const proxy = await this.#gates.nats.add();
    this.subscriber = new ManagedProcess({
      name: 'subscriber',
      logPath: this.logPath('subscriber.log'),
      onSurprise: this.#options.onSurprise,
      command: () => ({
        file: process.execPath,
        args: [...SOURCE_FLAGS, MAINS.subscriber, this.sightingsPath, `nats://${proxy.address}`],
        ipc: true,
      }),
    });
  }

  logPath(file: string): string {
    return join(this.#options.folder, 'logs', file);
  }

  /** Where a worker process logs its calls. */
  callsPath(worker: string): string {
    return this.logPath(`${worker}.calls.jsonl`);
  }

  get sightingsPath(): string {
    return this.logPath('subscriber.seen.jsonl');
  }

  /** With SQLite: where the controller keeps everything. */
  get controllerDatabaseFile(): string {
    return join(this.#options.folder, 'controller', 'controller.db');
  }

  async startNats(): Promise<void> {
    this.#gates.nats.leadTo(await this.nats.start());
  }

  async startDatabase(): Promise<void> {
    await this.postgres?.start();
  }

  /** The proxies in a kind of connection. */
  links(name: LinkName): readonly TcpProxy[] {
    switch (name) {
      case 'workers-controller':
        return this.controllers.map(({ proxy }) => proxy);
      case 'services-nats':
        return this.#gates.nats.proxies;
      case 'controller-database':
        return this.#gates.controllerDatabase.proxies;
      case 'registry-database':
        return this.#gates.registryDatabase.proxies;
    }
  }

  setLinks(name: LinkName, mode: ProxyMode): void {
    for (const proxy of this.links(name)) proxy.mode = mode;
  }

  /** The controller that serves; undefined while none does. */
  async activeController(): Promise<ServiceMember | undefined> {
    for (const controller of this.controllers) if (await controller.serves()) return controller;
    return undefined;
  }

  /** All processes of the run. */
  get everything(): readonly Killable[] {
    return [
      ...(this.postgres ? [this.postgres] : []),
      this.nats.process,
      ...[...this.controllers, this.registry].map(({ process }) => process),
      ...this.workers,
      this.subscriber,
    ];
  }

  /** Mends everything that was broken, and waits until all of it serves again. */
  async heal(): Promise<void> {
    const links: readonly LinkName[] = [
      'workers-controller',
      'services-nats',
      'controller-database',
      'registry-database',
    ];
    for (const name of links) this.setLinks(name, { kind: 'pass' });
    for (const each of this.everything) each.thaw();
    const services = [...this.controllers, this.registry];
    await Promise.all([this.startDatabase(), this.startNats()]);
    await Promise.all([...services.map((service) => service.start()), this.subscriber.start()]);
    for (const worker of this.workers) await this.startWorker(worker);
    await until('a controller serves', READY_MS, () => this.activeController());
    await until('the registry serves', READY_MS, async () => (await this.registry.serves()) || undefined);
    for (const controller of this.controllers) await controller.listening();
  }

  async startWorker(worker: ManagedProcess): Promise<void> {
    if (worker.alive) return;
    await worker.start();
    if (this.#assigned) worker.send(this.#assigned);
  }

  /** Gives all workers something to work on. */
  assign(assigned: Assigned): void {
    this.#assigned = assigned;
    for (const worker of this.workers) worker.send(assigned);
  }

  /** Whether all workers have seen the searches to their end and hold nothing. */
  workersIdle(): boolean {
    const wanted = this.#assigned?.searches.join();
    return this.workers.every(({ name }) => this.#idle.get(name) === wanted);
  }

  /** A client of the controller that serves, past its proxy. */
  async controllerClient(): Promise<Client<ControllerMethods>> {
    const { address } = await until('a controller serves', READY_MS, () => this.activeController());
    return createClient(CONTROLLER_SERVICE, address ?? '');
  }

  registryClient(): Client<RegistryMethods> {
    return createClient(REGISTRY_SERVICE, this.registry.address ?? '');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.workers, this.subscriber].map((each) => each[Symbol.asyncDispose]()));
    await Promise.all([...this.controllers, this.registry].map((each) => each[Symbol.asyncDispose]()));
    await this.nats.process[Symbol.asyncDispose]();
    await this.postgres?.[Symbol.asyncDispose]();
    for (const gate of Object.values(this.#gates)) {
      for (const proxy of gate.proxies) await proxy[Symbol.asyncDispose]();
    }
  }
}
