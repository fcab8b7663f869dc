import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '@event-sourcing/engine';
import { endWithThisProcess, keptGoCommand, type Log, ToolError } from '@event-sourcing/tools-kit';
import { z } from 'zod';

const TOXIPROXY = { module: 'github.com/Shopify/toxiproxy/v2/cmd/server', version: '2.5.0' };
const TRIES = 50;
const PAUSE_MS = 100;

/** Something that a link does to what passes. */
export interface Toxic {
  readonly type: 'latency' | 'bandwidth' | 'timeout' | 'reset_peer' | 'limit_data';
  readonly stream: 'upstream' | 'downstream';
  readonly attributes: Readonly<Record<string, number>>;
}

const proxy = z.object({ listen: z.string() });

/** A proxy that breaks links on demand. @see https://github.com/Shopify/toxiproxy */
export class Toxiproxy {
  private constructor(
    private readonly api: string,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(log: Log): Promise<Toxiproxy> {
    const command = await keptGoCommand('toxiproxy', TOXIPROXY.module, TOXIPROXY.version, { log });
    const port = await freePort();
    const child = spawn(command, ['-host', '127.0.0.1', '-port', String(port)], { stdio: 'ignore' });
    const letGo = endWithThisProcess(child);
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const stop = async (): Promise<void> => {
      child.kill();
      await ended;
      letGo();
    };
    const started = new Toxiproxy(`http://127.0.0.1:${port}`, stop);
    await started.#ask('GET', '/version');
    return started;
  }

  /** Puts a link before an address. @returns where it listens: `127.0.0.1:40123` */
  async link(name: string, upstream: string): Promise<string> {
    const made = await this.#ask('POST', '/proxies', {
      name,
      upstream,
      listen: '127.0.0.1:0',
      enabled: true,
    });
    return proxy.parse(made).listen;
  }

  /** Lets a link through, or breaks every connection and refuses new ones. */
  async enable(name: string, enabled: boolean): Promise<void> {
    await this.#ask('POST', `/proxies/${name}`, { enabled });
  }

  async add(name: string, toxicName: string, toxic: Toxic): Promise<void> {
    await this.#ask('POST', `/proxies/${name}/toxics`, { ...toxic, name: toxicName });
  }

  async remove(name: string, toxicName: string): Promise<void> {
    await this.#ask('DELETE', `/proxies/${name}/toxics/${toxicName}`);
  }

  /** Tries again: it may not listen yet, and a port may be in use for a moment by a connection. */
  async #ask(method: string, path: string, body?: object): Promise<unknown> {
    let reason: unknown;
    for (let tries = 0; tries < TRIES; tries += 1) {
      try {
        const sent = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
        const response = await fetch(`${this.api}${path}`, { method, ...sent });
        const text = await response.text();
        if (response.ok) return text.startsWith('{') ? JSON.parse(text) : text;
        reason = `${response.status} ${text}`;
      } catch (error) {
        reason = error;
      }
      await delay(PAUSE_MS);
    }
    throw new ToolError('no-answer', `The fault-injecting proxy: ${method} ${path}: ${String(reason)}.`);
  }
}
