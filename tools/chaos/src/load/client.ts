import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceName } from '@event-sourcing/stack';
import type { Random } from '@event-sourcing/histories';
import type { Attempt, Call, Request } from '../evidence/call';
import { isRefusal, isSuccess } from '../evidence/outcome';
import { attempt, type Instance } from './attempt';
import { httpForm } from './http-form';

/** The instances of each service. */
export type Instances = Readonly<Record<ServiceName, readonly Instance[]>>;

const MOST_TRIES = 4;
const PATIENCE_MS = [500, 8_000] as const;
/** As the balancers of some clients do, without waiting for the first. */
const ASKS_TWO = 0.1;

const isDecided = (one: Attempt): boolean => isSuccess(one) || isRefusal(one);

/** A client: it asks one instance, then another, under the same key, until it is told or has had enough. */
export class Client {
  #made = 0;

  constructor(
    private readonly number: number,
    private readonly instances: Instances,
    private readonly random: Random,
    private readonly journal: Call[],
  ) {}

  /** @param only the one instance to ask, if not any */
  async call(group: string, request: Request, only?: Instance): Promise<Call> {
    const attempts: Attempt[] = [];
    const call: Call = {
      ...{ id: `chaos-${this.number}-${(this.#made += 1)}`, client: this.number, group, request, attempts },
    };
    this.journal.push(call);
    await this.#ask(call, attempts, MOST_TRIES, only);
    return call;
  }

  /** Asks again what was never answered, now that all is well. */
  async resolve(call: Call): Promise<Call> {
    const attempts = [...call.attempts];
    await this.#ask(call, attempts, MOST_TRIES * 2);
    return { ...call, attempts };
  }

  async #ask(
    { request, id }: Pick<Call, 'id' | 'request'>,
    attempts: Attempt[],
    tries: number,
    only?: Instance,
  ): Promise<void> {
    const { random } = this;
    const form = httpForm(request);
    const all = this.instances[form.service];
    for (let tried = 0; tried < tries; tried += 1) {
      const one = only ?? random.pick(all);
      const asked = only === undefined && random.happens(ASKS_TWO) ? all : one ? [one] : [];
      const patience = random.between(...PATIENCE_MS);
      const made = await Promise.all(asked.map((instance) => attempt(instance, form, id, patience)));
      attempts.push(...made);
      if (made.some(isDecided)) return;
      await delay(random.between(20, 100 * 2 ** tried));
    }
  }
}
