import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Channel, type ChannelListener, listenForChannels } from './channel';

const secret = randomBytes(32);
const host = '127.0.0.1';
let listener: ChannelListener;
let accepted: Channel[];
let strangers: Socket[];
beforeEach(async () => {
  [accepted, strangers] = [[], []];
  listener = await listenForChannels({ host, port: 0 }, secret, (channel) => accepted.push(channel));
});
afterEach(async () => {
  for (const stranger of strangers) stranger.destroy();
  await listener.close();
});

/** Somebody who connects, and says what is no handshake, or nothing. */
const stranger = (text = ''): Socket => {
  const socket = connect({ host, port: listener.port });
  socket.on('error', () => undefined);
  socket.write(text);
  strangers.push(socket.resume());
  return socket;
};

describe('a listener for other writers', () => {
  it.each([
    ['says nothing', ''],
    ['says what is no handshake', 'GET / HTTP/1.1\r\n\r\n'],
  ])('ends the connection of whoever %s, in time', async (_, text) => {
    const socket = stranger(text);
    const began = performance.now();
    await once(socket, 'close');
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(accepted).toEqual([]);
  });

  it('keeps no more connections than writers need, and has room again when strangers have gone', async () => {
    const all = Array.from({ length: 300 }, () => stranger());
    await Promise.all(all.map((socket) => once(socket, 'close')));
    const channel = await Channel.connect({ host, port: listener.port }, secret);
    expect(accepted).toHaveLength(1);
    channel.close();
  });

  it('turns away at once who comes when there are enough', async () => {
    const first = Array.from({ length: 128 }, () => stranger());
    await Promise.all(first.map((socket) => once(socket, 'connect')));
    const late = stranger();
    await once(late, 'close');
    expect(first.filter(({ closed }) => closed)).toEqual([]);
  });

  it('closes at once, also while somebody is in the middle of a handshake', async () => {
    const socket = stranger();
    await once(socket, 'connect');
    const began = performance.now();
    await listener.close();
    expect(performance.now() - began).toBeLessThan(900);
  });
});
