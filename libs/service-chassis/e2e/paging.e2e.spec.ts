import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultPaths, startTestService, type TestService } from '../src/testing';
import { z } from 'zod';
import { sample } from './sample-service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(sample);
});
afterAll(() => service.stop());

const page = async (query: string) => (await service.client.get(`/boxes?${query}`)).json;
const cursorOf = async (query: string): Promise<string> => {
  const { nextCursor } = z.object({ nextCursor: z.string() }).parse(await page(query));
  return nextCursor;
};

describe('a list in pages', () => {
  it('goes on where the page before ended, in the same order and with the same filters', async () => {
    const cursor = await cursorOf('limit=2&order=desc&owner=ann');
    expect(await page(`cursor=${cursor}`)).toMatchObject({
      query: { order: 'desc', owner: 'ann', limit: 50, cursor: 99 },
    });
    expect(await page(`cursor=${cursor}&limit=3&order=desc&owner=ann`)).toMatchObject({
      positions: [98, 97, 96],
    });
  });

  it('a third page keeps what the first was asked with', async () => {
    const second = await cursorOf(`limit=2&cursor=${await cursorOf('limit=2&unread=true')}`);
    expect(await page(`limit=2&cursor=${second}`)).toMatchObject({
      positions: [5, 6],
      query: { unread: true },
    });
  });

  it('naming the default order on a later page asks for nothing else', async () => {
    const cursor = await cursorOf('limit=2');
    expect(await page(`cursor=${cursor}&limit=2&order=asc`)).toMatchObject({ positions: [3, 4] });
    expect(faultPaths(await service.client.get(`/boxes?cursor=${cursor}&order=desc`))).toEqual(['order']);
  });

  it.each(['order=asc', 'owner=bob', 'unread=true'])('asked with %s it is refused', async (other) => {
    const cursor = await cursorOf('limit=2&order=desc&owner=ann');
    const faults = faultPaths(await service.client.get(`/boxes?cursor=${cursor}&${other}`));
    expect(faults).toEqual([other.split('=')[0]]);
  });

  it('a cursor that was changed, or is none, is refused', async () => {
    const cursor = await cursorOf('limit=2');
    const content = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    const moved = Buffer.from(JSON.stringify({ ...content, p: 7 })).toString('base64url');
    for (const wrong of [
      moved,
      cursor.slice(1),
      `${cursor}x`,
      `${cursor}=`,
      '',
      '7',
      'e30',
      'bnVsbA',
      'a'.repeat(5000),
    ]) {
      expect(faultPaths(await service.client.get(`/boxes?cursor=${wrong}`))).toEqual(['cursor']);
    }
  });

  it('a cursor of another list is refused', async () => {
    expect(faultPaths(await service.client.get(`/boxes/a?cursor=${await cursorOf('limit=2')}`))).toContain(
      'cursor',
    );
  });
});
