import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { ToolError } from './tool-error';

const DEFAULT_MONGODB_PORT = 27_017;

/** A proxy before an engine, whose connections can be cut. */
export interface TcpProxy {
  /** The connection string through the proxy; user, password and options are the engine's. */
  readonly uri: string;
  /** How many connections were cut so far. */
  readonly cuts: () => number;
  /** Cuts one of the open connections: the one that `choose` picks of that many, counted from 0. */
  cutOne(choose: (open: number) => number): void;
  /** Cuts every connection, and refuses new ones until `mend`. */
  cut(): void;
  mend(): void;
  stop(): Promise<void>;
}

/**
 * Starts a proxy before an engine, for what happens when the network fails. A cut connection loses the requests on
 * their way to the engine and the answers on their way back; what the engine has received, it carries out.
 * @param uri a connection string with one host
 * @throws ToolError `usage` when the proxy cannot stand before what it names
 */
export const startTcpProxy = async (uri: string): Promise<TcpProxy> => {
  const engine = oneHostOf(uri);
  const clients = new Set<Socket>();
  let isCut = false;
  let cuts = 0;
  const server = createServer((client) => {
    if (isCut) return void client.destroy();
    const upstream = connect(Number(engine.port || DEFAULT_MONGODB_PORT), engine.hostname);
    clients.add(client);
    client.on('close', () => {
      clients.delete(client);
      // Not destroyed: that would take back what the engine has not read yet.
      upstream.end();
    });
    upstream.on('close', () => client.destroy());
    for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cutClient = (client: Socket): void => {
    cuts += 1;
    client.destroy();
  };
  const cutAll = (): void => clients.forEach(cutClient);
  return {
    uri: throughPort(engine, server.address()),
    cuts: () => cuts,
    cutOne: (choose) => {
      const open = [...clients];
      const client = open.length > 0 ? open[choose(open.length)] : undefined;
      if (client !== undefined) cutClient(client);
    },
    cut: () => {
      isCut = true;
      cutAll();
    },
    mend: () => {
      isCut = false;
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      clients.forEach((client) => client.destroy());
      await closed;
    },
  };
};

const HOSTS = /^(mongodb(?:\+srv)?):\/\/(?:[^@/?]*@)?([^/?]+)/;

const oneHostOf = (uri: string): URL => {
  const [, scheme, hosts = ''] = HOSTS.exec(uri) ?? [];
  if (scheme !== 'mongodb' || hosts.includes(',')) {
    throw cannotStandBefore(
      scheme === undefined ? 'what is no connection string' : `several hosts (${hosts})`,
      'Name the primary alone: mongodb://user:password@host:port/?options.',
    );
  }
  const engine = new URL(uri);
  const { searchParams: options } = engine;
  const isEncrypted = options.get('tls') === 'true' || options.get('ssl') === 'true';
  const isNameFree = ['tlsAllowInvalidHostnames', 'tlsInsecure'].some((name) => options.get(name) === 'true');
  if (isEncrypted && !isNameFree) {
    throw cannotStandBefore(
      "TLS whose certificate has to bear the host's name",
      'Add tlsAllowInvalidHostnames=true.',
    );
  }
  return engine;
};

const cannotStandBefore = (what: string, remedy: string): ToolError =>
  new ToolError('usage', `The proxy that cuts connections cannot stand before ${what}. ${remedy}`);

const throughPort = (
  engine: URL,
  address: ReturnType<ReturnType<typeof createServer>['address']>,
): string => {
  if (address === null || typeof address === 'string') throw new Error('The proxy listens on no port.');
  const proxy = new URL(engine);
  proxy.host = `127.0.0.1:${address.port}`;
  // The driver would go on to the members that the replica set names, past the proxy.
  proxy.searchParams.delete('replicaSet');
  proxy.searchParams.set('directConnection', 'true');
  return proxy.href;
};
