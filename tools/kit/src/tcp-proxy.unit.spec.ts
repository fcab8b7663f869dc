import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTcpProxy, type TcpProxy } from './tcp-proxy';

let engine: Server;
let proxy: TcpProxy;
const opened: Socket[] = [];

const open = async (): Promise<Socket> => {
  const socket = connect(Number(new URL(proxy.uri).port), '127.0.0.1');
  socket.on('error', () => undefined);
  opened.push(socket);
  await once(socket, 'connect');
  return socket;
};
const echoOf = async (socket: Socket, text: string): Promise<string> => {
  socket.write(text);
  const [data] = await once(socket, 'data');
  return String(data);
};
const isClosed = async (socket: Socket): Promise<boolean> => {
  if (!socket.closed) await once(socket, 'close');
  return socket.closed;
};

beforeEach(async () => {
  engine = createServer((socket) => void socket.on('error', () => undefined).pipe(socket));
  engine.listen(0, '127.0.0.1');
  await once(engine, 'listening');
  const address = engine.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  proxy = await startTcpProxy(`mongodb://user:pass@127.0.0.1:${address.port}/?replicaSet=dev&w=majority`);
});

afterEach(async () => {
  opened.splice(0).forEach((socket) => socket.destroy());
  await proxy.stop();
  engine.close();
});

describe('a proxy before an engine', () => {
  it('keeps user, password and options, and keeps the driver from going past it', () => {
    expect(proxy.uri).toMatch(/^mongodb:\/\/user:pass@127\.0\.0\.1:\d+\/\?w=majority&directConnection=true$/);
  });

  it.each([
    [
      'mongodb://user:secret@a:27017,b:27018/?replicaSet=rs',
      /several hosts \(a:27017,b:27018\).*the primary alone/,
    ],
    ['mongodb+srv://user:secret@cluster.example/?w=majority', /several hosts \(cluster\.example\)/],
    ['mongodb://user:secret@a/?tls=true', /TLS.*tlsAllowInvalidHostnames/],
    ['somewhere', /no connection string/],
  ])('says what it cannot stand before, and no password: %s', async (uri, fault) => {
    const refused = startTcpProxy(uri);
    await expect(refused).rejects.toThrow(fault);
    await expect(refused).rejects.not.toThrow(/secret/);
  });

  it('passes on what is sent and answered', async () => {
    expect(await echoOf(await open(), 'hello')).toBe('hello');
  });

  it('cuts the one connection that is chosen', async () => {
    const first = await open();
    const second = await open();
    await echoOf(first, '1');
    await echoOf(second, '2');
    proxy.cutOne((among) => among - 2);
    expect(await isClosed(first)).toBe(true);
    expect(await echoOf(second, 'still here')).toBe('still here');
    expect(proxy.cuts()).toBe(1);
  });

  it('ends every connection and refuses new ones until it is mended', async () => {
    const before = await open();
    await echoOf(before, 'x');
    proxy.cut();
    expect(await isClosed(before)).toBe(true);
    expect(await isClosed(await open())).toBe(true);
    proxy.mend();
    expect(await echoOf(await open(), 'back')).toBe('back');
  });
});
