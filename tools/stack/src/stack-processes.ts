import { type Log, untilAborted } from '@event-sourcing/tools-kit';
import { StackEngine } from './engine-process';
import { startService } from './service-process';
import { ServiceLog } from './service-log';
import { CONSOLE, consoleEnv, metricsPort, serviceEnv } from './services';
import type { ServiceCopy, SettingsOf } from './services';
import type { StackFolder } from './stack-folder';
import { Supervisor } from './supervisor';

/** What engine and services are started with. */
export interface ProcessesOptions {
  readonly folder: StackFolder;
  /** Of the services, and the console where the stack has one. */
  readonly copies: readonly ServiceCopy[];
  readonly portBase: number;
  readonly distDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
  readonly verbose: boolean;
  readonly settingsOf?: SettingsOf;
}

const usual: SettingsOf = async (_, settings) => settings;

/** The engine and every copy of every service, each under a supervisor. */
export class StackProcesses {
  /** Rejects when one of them is given up. */
  readonly failed: Promise<never>;
  readonly #engine: StackEngine;
  readonly #engineSupervisor: Supervisor;
  readonly #services: readonly Supervisor[];
  readonly #logs: ServiceLog[] = [];

  constructor(private readonly options: ProcessesOptions) {
    const { folder, copies, env, log } = options;
    this.#engine = new StackEngine(folder.engineDir, env, log);
    this.#engineSupervisor = new Supervisor({
      name: 'The engine',
      start: (signal) => this.#engine.start(signal),
      log,
      hint: `See ${folder.engineDir}/engine.log.`,
    });
    this.#services = copies.map((copy) => this.#supervise(copy));
    this.failed = Promise.race(this.#all().map(({ gaveUp }) => gaveUp));
    this.failed.catch(() => undefined);
  }

  get mongodbUri(): string {
    return this.#engine.uri;
  }

  start(): void {
    for (const supervisor of this.#all()) supervisor.start();
  }

  /** Resolves when all of them have become ready. */
  async whenReady(): Promise<void> {
    await Promise.all(this.#all().map((supervisor) => supervisor.whenReady()));
  }

  /** The names of those that are not ready now. */
  missing(): readonly string[] {
    return this.#all().flatMap(({ isReady, name }) => (isReady ? [] : [name]));
  }

  /** Stops the services, then the engine, which they need until their end. */
  async stop(): Promise<void> {
    await Promise.all(this.#services.map((supervisor) => supervisor.stop()));
    await this.#engineSupervisor.stop();
    for (const serviceLog of this.#logs) serviceLog.close();
  }

  #all(): readonly Supervisor[] {
    return [this.#engineSupervisor, ...this.#services];
  }

  /** What a console needs to find the others, and to show what they count. */
  #watchedEnv(copy: ServiceCopy): Readonly<Record<string, string>> {
    const { copies } = this.options;
    if (copy.service === CONSOLE) return consoleEnv(copies);
    if (!copies.some(({ service }) => service === CONSOLE)) return {};
    return { METRICS_PORT: String(metricsPort(copy)) };
  }

  #supervise(copy: ServiceCopy): Supervisor {
    const { folder, env, distDir, portBase, log, verbose, settingsOf = usual } = this.options;
    const serviceLog = new ServiceLog(folder.logsDir, copy.name, log, verbose);
    this.#logs.push(serviceLog);
    return new Supervisor({
      name: copy.name,
      start: async (signal) => {
        // No service becomes ready without the engine: waiting for it is no end of the service.
        await Promise.race([this.#engineSupervisor.whenReady(), untilAborted(signal)]);
        return startService({
          copy,
          distDir,
          env: {
            ...{ ...env, ...this.#watchedEnv(copy) },
            ...(await settingsOf(copy, serviceEnv(copy, this.mongodbUri, portBase))),
          },
          register: folder.register,
          log: serviceLog,
        });
      },
      log,
      hint: `See ${folder.logsDir}/${copy.name}.log.`,
    });
  }
}
