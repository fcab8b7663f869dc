import { setTimeout as delay } from 'node:timers/promises';
import type { States } from '../bank/command';
import { randomCommand } from '../bank/random-command';
import type { Random } from '../random';
import type { Fleet } from './fleet';
import { isFinal, type Journal } from './journal';
import { issue } from './issue';
import { readSomething } from './random-read';
import type { Answer, Try } from './tried';

/** A command as a caller makes it: the same whenever, and wherever, it is repeated. */
export type Request = Pick<Try, 'key' | 'command' | 'guard'>;

const THINK_MS = 5;
const MOST_REPEATS = 5;
/** Patience is short, and many ask at once. */
const MOST_QUESTIONS = 20;
/** Keys that callers come back to. */
const REMEMBERED = 60;

const UNTOLD = { died: { kind: 'unknown' }, silent: { kind: 'silence' } } as const;

/** Callers of a bank of several instances: what they do is left to chance. */
export class Clients {
  readonly #remembered: Request[] = [];
  #attempts = 0;
  #keys = 0;

  constructor(
    private readonly random: Random,
    private readonly fleet: Fleet,
    private readonly journal: Journal,
    private readonly accounts: readonly string[],
  ) {}

  /** One caller, who goes on until so many commands of all were answered. */
  async call(untilAnswered: number): Promise<void> {
    while (this.journal.answered < untilAnswered) {
      await delay(this.random.below(THINK_MS));
      const remembered = this.random.happens(0.15) ? this.random.pick(this.#remembered) : undefined;
      if (this.random.happens(0.15)) await this.#read();
      else await this.#insist(remembered ?? this.#make());
    }
  }

  /** Asks what came of a request, until that is told or has been asked often enough. */
  async learn(request: Request): Promise<void> {
    for (let asked = 0; asked < MOST_QUESTIONS; asked += 1) {
      if (isFinal(await this.#attempt(request))) return;
    }
  }

  /** Tries a request once, at any instance. */
  async #attempt(request: Request): Promise<Answer> {
    const instance = await this.fleet.any();
    this.#attempts += 1;
    const id = `t${this.#attempts}`;
    const begun = this.journal.begin();
    let seen: States | undefined;
    const told = await instance.answering(
      issue(instance.store, { id, ...request }, (states) => {
        seen = states;
      }),
    );
    const answer = typeof told === 'string' ? UNTOLD[told] : told;
    this.journal.tried(begun, { id, instance: instance.name, ...request, ...(seen && { seen }), answer });
    return answer;
  }

  /** Tries a request, often at several instances at once; who does not learn what came of it mostly asks again. */
  async #insist(request: Request): Promise<void> {
    const twins = request.key !== undefined && this.random.happens(0.2) ? this.random.between(1, 2) : 0;
    const answers = Array.from({ length: 1 + twins }, async (_, twin) => {
      if (twin > 0) await delay(this.random.below(THINK_MS));
      return this.#attempt(request);
    });
    let [answer] = await Promise.all(answers);
    for (let repeats = 0; repeats < MOST_REPEATS && answer && request.key !== undefined; repeats += 1) {
      if (isFinal(answer) || this.random.happens(0.1)) return;
      answer = await this.#attempt(request);
    }
  }

  async #read(): Promise<void> {
    const account = this.random.pick(this.accounts) ?? '';
    await readSomething(await this.fleet.any(), this.random, this.journal, account);
  }

  #make(): Request {
    const command = randomCommand(this.random, this.accounts, this.journal.known);
    const guard = this.random.happens(0.15) ? 'everything' : 'conflicts';
    if (this.random.happens(0.25)) return { command, guard };
    this.#keys += 1;
    const request = { key: `k${this.#keys}`, command, guard } as const;
    this.#remembered.push(request);
    if (this.#remembered.length > REMEMBERED) this.#remembered.shift();
    return request;
  }
}
