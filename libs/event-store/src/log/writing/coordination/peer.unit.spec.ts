import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DEFAULT_LIMITS } from '../../../contract';
import { prepareCommit } from '../../chain';
import { Channel } from './channel';
import { event, type Process, Writers } from './writers.fixture';

let writers: Writers;
let sequencer: Process;
let channel: Channel;
beforeEach(async () => {
  writers = new Writers();
  sequencer = await writers.start();
  const [{ address } = {}] = writers.registry.present;
  channel = await Channel.connect(address ?? { host: '', port: 0 }, writers.secret);
});
afterEach(async () => {
  channel.close();
  await writers.close();
});

/** What it is answered until the connection ends, however that does. */
const answers = async (): Promise<readonly unknown[]> => {
  const messages: unknown[] = [];
  try {
    for await (const message of channel.messages()) messages.push(message);
  } catch {
    // Reset while something was being sent.
  }
  return messages;
};

const sound = () => ({
  head: 0,
  causalToken: '',
  appends: [
    {
      prepared: prepareCommit({ events: [event()], command: { id: 'k', anyRequest: true } }, DEFAULT_LIMITS),
      dependsOn: new Array<object>(),
    },
  ],
});

type Message = ReturnType<typeof sound>;
type Append = Message['appends'][number];

const withMember = (member: keyof Message, value: unknown) => ({ ...sound(), [member]: value });

const withAppend = (change: (append: Append) => unknown) => ({
  ...sound(),
  appends: sound().appends.map(change),
});

const withPrepared = (changed: object) =>
  withAppend(({ prepared, ...rest }) => ({ ...rest, prepared: { ...prepared, ...changed } }));

const withEvent = (changed: object) => withPrepared({ events: [{ ...event(), ...changed }] });

describe('what a peer sends to its sequencer', () => {
  it('is appended when it is what its sender says', async () => {
    channel.send(JSON.stringify(sound()));
    for await (const reply of channel.messages()) {
      expect(reply).toMatchObject({ stored: [{ id: 'k', position: 4 }], refused: [] });
      break;
    }
    expect(await writers.fault()).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['is null', null],
    ['is a list', []],
    ['is of no kind that there is', { hello: 'world' }],
    ['names no head', withMember('head', 'x')],
    ['names a head before the log', withMember('head', -1)],
    ['carries no token', withMember('causalToken', 7)],
    ['has appends that are no list', withMember('appends', { length: 1 })],
    ['appends null', withMember('appends', [null])],
    ['appends nothing that was prepared', withAppend(({ dependsOn }) => ({ dependsOn }))],
    ['depends on what is no list', withAppend((append) => ({ ...append, dependsOn: 'k' }))],
    ['depends on what has no id', withAppend((append) => ({ ...append, dependsOn: [{ position: 1 }] }))],
    [
      'depends on what lies nowhere',
      withAppend((append) => ({ ...append, dependsOn: [{ id: 'k', position: 0.5 }] })),
    ],
    ['has an id that is no text', withPrepared({ id: 7 })],
    ['has no events', withPrepared({ events: [] })],
    ['has events that are no list', withPrepared({ events: 'E' })],
    [
      'has more events than the log takes',
      withPrepared({ events: Array.from({ length: 257 }, () => event()) }),
    ],
    ['has an event without a type', withEvent({ type: undefined })],
    ['has an event of a version that is none', withEvent({ version: 1.5 })],
    ['has tags that are no list', withEvent({ tags: 'a' })],
    ['has a tag that is no text', withEvent({ tags: [7] })],
    ['has data that are no object', withEvent({ data: 'x' })],
    ['has metadata that are no object', withPrepared({ metadata: null })],
    ['has metadata that are no text', withPrepared({ metadata: { actor: 7 } })],
    ['has a condition without a query', withPrepared({ condition: { after: 1 } })],
    [
      'has a condition that counts from nowhere',
      withPrepared({ condition: { failIfEventsMatch: { items: [] }, after: -1 } }),
    ],
    [
      'has a condition on what is no list',
      withPrepared({ condition: { failIfEventsMatch: { items: [{ tags: 'a' }] } } }),
    ],
    ['has a digest that is none', withPrepared({ digest: null })],
    ['has the digest of something else', withEvent({ data: { value: 1 } })],
  ])('ends the connection when it %s, and nothing else', async (_, message) => {
    channel.send(JSON.stringify(message));
    expect(await answers()).toEqual([]);
    const { commit } = await sequencer.log.append({ events: [event()] });
    expect(commit.position).toBe(4);
    expect(await writers.fault()).toBeUndefined();
  });

  it.each([
    ['is no JSON', 'no JSON\n'],
    ['has no end', 'x'.repeat(17 * 1024 * 1024)],
  ])('ends the connection when it %s', async (_, text) => {
    channel.send(text);
    expect(await answers()).toEqual([]);
    expect((await sequencer.log.append({ events: [event()] })).commit.position).toBe(4);
  });
});
