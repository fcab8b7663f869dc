import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** One address before several instances, which leads to one of them at a time. */
export interface Gateway {
  readonly url: string;
  /** New connections go to this instance. */
  leadTo(url: string): void;
  /** Ends every connection, and takes no new one until `leadTo`. */
  cut(): void;
  stop(): Promise<void>;
}

export const startGateway = async (url: string): Promise<Gateway> => {
  let instance: URL | undefined = new URL(url);
  const open = new Set<Socket>();
  const server = createServer((client) => {
    if (!instance) return void client.destroy();
    const upstream = connect(Number(instance.port), instance.hostname);
    open.add(client);
    client.once('close', () => {
      open.delete(client);
      upstream.destroy();
    });
    upstream.once('close', () => client.destroy());
    for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    instance = undefined;
    for (const client of open) client.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: (to) => {
      instance = new URL(to);
    },
    cut,
    stop: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
};
