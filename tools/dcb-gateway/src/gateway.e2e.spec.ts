import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { event, type GatewayClient, Gateways } from './gateway.fixture';

let gateways: Gateways;
let gateway: GatewayClient;

beforeEach(async () => {
  gateways = new Gateways();
  gateway = await gateways.open();
});

afterEach(() => gateways.close());

const positions = async (query?: unknown, options?: unknown) =>
  (await gateway.read(query, options)).map(({ position }) => position);

/** a, b | c | d, e, f: six events in three appends. */
const sixEvents = async () => {
  await gateway.append([event('A', 'x'), event('B', 'x', 'y')]);
  await gateway.append([event('A')]);
  await gateway.append([event('C', 'y'), event('B', 'x'), event('A', 'x', 'y')]);
};

describe('reading through the gateway', () => {
  it('gives events as they were appended, with their positions', async () => {
    expect(await gateway.read()).toEqual([]);
    expect(await gateway.append([{ type: 'Noted', tags: ['a:1', 'b:2'], data: 'not JSON: ü🙂' }])).toBe(
      false,
    );
    expect(await gateway.append({ type: 'Empty', tags: [], data: '', id: 'e-1' })).toBe(false);
    expect(await gateway.read()).toEqual([
      { type: 'Noted', tags: ['a:1', 'b:2'], data: 'not JSON: ü🙂', position: 1 },
      { type: 'Empty', tags: [], data: '', position: 2 },
    ]);
  });

  it.each<[string, unknown, number[]]>([
    ['everything, by no items', { items: [] }, [1, 2, 3, 4, 5, 6]],
    [
      'everything, by an item that asks for nothing',
      { items: [{ types: [], tags: null }] },
      [1, 2, 3, 4, 5, 6],
    ],
    ['any of the types', { items: [{ types: ['C', 'B'] }] }, [2, 4, 5]],
    ['all of the tags', { items: [{ tags: ['x', 'y'] }] }, [2, 6]],
    ['type and tag together', { items: [{ types: ['A'], tags: ['x'] }] }, [1, 6]],
    ['any of the items', { items: [{ types: ['C'] }, { tags: ['x', 'y'] }, { types: ['C'] }] }, [2, 4, 6]],
    ['nothing', { items: [{ types: ['Z'] }] }, []],
  ])('finds %s', async (_, query, expected) => {
    await sixEvents();
    expect(await positions(query)).toEqual(expected);
    expect(await positions(query, { backwards: true })).toEqual(expected.toReversed());
  });

  it.each<[unknown, number[]]>([
    [{ from: 0 }, [1, 2, 3, 4, 5, 6]],
    [{ from: 1 }, [1, 2, 3, 4, 5, 6]],
    [{ from: 5 }, [5, 6]],
    [{ from: 7 }, []],
    [{ from: 123 }, []],
    [{ from: null, backwards: null, limit: null }, [1, 2, 3, 4, 5, 6]],
    [{ limit: 0 }, []],
    [{ limit: 1 }, [1]],
    [{ from: 2, limit: 3 }, [2, 3, 4]],
    [{ from: 5, limit: 99 }, [5, 6]],
    [{ backwards: true, limit: 2 }, [6, 5]],
    [{ backwards: true, from: 4 }, [4, 3, 2, 1]],
    [{ backwards: true, from: 1 }, [1]],
    [{ backwards: true, from: 0, limit: 2 }, [6, 5]],
    [{ backwards: true, from: 99, limit: 1 }, [6]],
    [{ backwards: true, from: 5, limit: 2 }, [5, 4]],
  ])('honours %j, for every event and for those with a tag', async (options, expected) => {
    await sixEvents();
    expect(await positions(undefined, options)).toEqual(expected);
    await gateway.append(Array.from({ length: 6 }, () => event('T', 't')));
    const shifted = (given: unknown) => {
      const { from, ...rest } = given as { from?: number | null };
      return { ...rest, from: from ? from + 6 : from };
    };
    expect(await positions({ items: [{ tags: ['t'] }] }, shifted(options))).toEqual(
      expected.map((position) => position + 6),
    );
  });

  it('streams a log that is larger than a piece, and outlives a client that goes away meanwhile', async () => {
    const many = Array.from({ length: 200 }, (_, index) => ({ ...event('M'), data: `${index}`.repeat(200) }));
    for (let batch = 0; batch < 10; batch += 1) await gateway.append(many);
    const impatient = new AbortController();
    const answer = await fetch(`${gateway.address}/read`, { signal: impatient.signal });
    await answer.body?.getReader().read();
    impatient.abort();
    const events = await gateway.read();
    expect(events.map(({ position }) => position)).toEqual(Array.from({ length: 2_000 }, (_, i) => i + 1));
    expect(events[1_999]?.data).toBe('199'.repeat(200));
  });
});

describe('appending through the gateway', () => {
  const query = (tag: string) => ({ items: [{ tags: [tag] }] });

  it('fails what a condition forbids, writes nothing then, and says so in the answer', async () => {
    await sixEvents();
    const append = (failIfEventsMatch: unknown, after?: unknown) =>
      gateway.append([event('N')], { failIfEventsMatch, after });
    expect(await append(query('y'), 5)).toBe(true);
    expect(await append(query('x'))).toBe(true);
    expect(await append(query('x'), 0)).toBe(true);
    expect(await append({ items: [] }, null)).toBe(true);
    expect(await gateway.read({ items: [{ types: ['N'] }] })).toEqual([]);
    expect(await append(query('y'), 6)).toBe(false);
    expect(await append(query('z'))).toBe(false);
    expect(await append({ items: [{ types: ['C'], tags: ['x'] }] })).toBe(false);
    expect(await positions({ items: [{ types: ['N'] }] })).toEqual([7, 8, 9]);
  });

  it('knows a position that another instance gave out, and refuses one that nobody did', async () => {
    const other = await gateways.open();
    await sixEvents();
    const condition = (after: number) => ({ failIfEventsMatch: query('x'), after });
    expect(await other.append([event('N')], condition(6))).toBe(false);
    const beyond = await other.post({ events: [event('N')], condition: condition(8) });
    expect(beyond.status).toBe(400);
    expect(await beyond.json()).toMatchObject({ code: 'position-beyond-head', status: 400 });
    expect((await positions()).length).toBe(7);
  });

  it('lets exactly one of many win that race for a name, at two instances', async () => {
    const other = await gateways.open();
    const failed = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        (index % 2 ? gateway : other).append([event(`W${index}`, `name:${index % 3}`), event('Second')], {
          failIfEventsMatch: query(`name:${index % 3}`),
        }),
      ),
    );
    expect(failed.filter((one) => !one)).toHaveLength(3);
    expect(await positions()).toEqual([1, 2, 3, 4, 5, 6]);
    const winners = (await other.read()).filter(({ type }) => type !== 'Second');
    expect(new Set(winners.flatMap(({ tags }) => tags)).size).toBe(3);
  });

  it('takes many appends at once, and loses none', async () => {
    await Promise.all(Array.from({ length: 300 }, (_, index) => gateway.append([event(`E${index}`, 't')])));
    expect(new Set((await gateway.read(query('t'))).map(({ type }) => type)).size).toBe(300);
    expect(await positions()).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
  });
});

describe('a request that is not of its form', () => {
  const read = (parameters: string) => () => gateway.get(`/read?${parameters}`);
  const append = (body: unknown) => () => gateway.post(body);
  const good = { type: 'A', tags: [], data: '' };

  it.each<[number, string, () => Promise<Response>]>([
    [400, 'malformed-json', read('query={')],
    [400, 'malformed-json', read('options=from%3A1')],
    [400, 'validation-failed', read('query=[]')],
    [400, 'validation-failed', read('query={"items":[{"type":["A"]}]}')],
    [400, 'validation-failed', read('query={"items":[{"types":"A"}]}')],
    [400, 'validation-failed', read('query={}&query={}')],
    [400, 'validation-failed', read('filter={}')],
    [400, 'validation-failed', read('options={"from":-1}')],
    [400, 'validation-failed', read('options={"from":1.5}')],
    [400, 'validation-failed', read('options={"from":"1"}')],
    [400, 'validation-failed', read('options={"limit":-1}')],
    [400, 'validation-failed', read('options={"until":1}')],
    [400, 'malformed-json', append('{"events":')],
    [400, 'malformed-json', append('')],
    [400, 'validation-failed', append({})],
    [400, 'validation-failed', append({ events: [] })],
    [400, 'validation-failed', append({ events: [{ type: 'A', tags: [] }] })],
    [400, 'validation-failed', append({ events: [{ ...good, data: {} }] })],
    [400, 'validation-failed', append({ events: [good], condition: {} })],
    [400, 'validation-failed', append({ events: [good], condition: { failIfEventsMatch: { tags: ['x'] } } })],
    [
      400,
      'validation-failed',
      append({ events: [good], condition: { failIfEventsMatch: { items: [] }, after: -1 } }),
    ],
    [400, 'invalid-append', append({ events: [{ ...good, type: '' }] })],
    [400, 'invalid-append', append('{"events":[{"type":"A","tags":[],"data":"\\ud800"}]}')],
    [413, 'payload-too-large', append({ events: [{ ...good, data: 'x'.repeat(5_000_000) }] })],
    [415, 'unsupported-media-type', () => fetch(`${gateway.address}/append`, { method: 'POST', body: 'x' })],
    [404, 'route-not-found', () => gateway.get('/events')],
    [404, 'route-not-found', () => gateway.get('/append')],
  ])('is answered with %i %s', async (status, code, send) => {
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const title = expect.any(String);
    const common = { type: `urn:problem:${code}`, title, detail: title, instance: title };
    expect(await answer.json()).toMatchObject({ status, code, ...common });
    expect(await gateway.read()).toEqual([]);
  });
});
