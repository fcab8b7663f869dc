import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { MongoMessages, overloadedReply, type ReplyInstead } from './mongo-messages';
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
  /** Holds up every request until `mend`. */
  halt(): void;
  /** Answers for an engine that has more to do than it can. */
  overload(): void;
  mend(): void;
  stop(): Promise<void>;
}

/**
 * Starts a proxy before an engine, for what happens when the network fails. A cut connection loses the requests on
 * their way to the engine and the answers on their way back; what the engine has received, it carries out.
 * @param uri a connection string with one host
 * @param repliesInstead makes for each connection what answers in the engine's place; absent: nothing does
 * @throws ToolError `usage` when the proxy cannot stand before what it names
 */
export const startTcpProxy = async (uri: string, repliesInstead?: () => ReplyInstead): Promise<TcpProxy> => {
  const engine = oneHostOf(uri);
  const clients = new Set<Socket>();
  let state: 'through' | 'cut' | 'halted' | 'overloaded' = 'through';
  let cuts = 0;
  const server = createServer((client) => {
    if (state === 'cut') return void client.destroy();
    const upstream = connect(Number(engine.port || DEFAULT_MONGODB_PORT), engine.hostname);
    clients.add(client);
    client.on('close', () => {
      clients.delete(client);
      // Not destroyed: that would take back what the engine has not read yet.
      upstream.end();
      upstream.resume();
    });
    upstream.on('close', () => client.destroy());
    for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
    const messages = new MongoMessages();
    const instead = repliesInstead?.();
    if (state === 'halted') client.pause();
    client.on('data', (bytes) => {
      const replyInstead = state === 'overloaded' ? overloadedReply : instead;
      if (!replyInstead) return void upstream.write(bytes);
      for (const message of messages.take(bytes)) {
        const reply = replyInstead(message);
        if (reply) client.write(reply);
        else upstream.write(message);
      }
    });
    upstream.on('data', (bytes) => client.write(bytes));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cutClient = (client: Socket): void => {
    cuts += 1;
    client.destroy();
  };
  return {
    uri: throughPort(engine, server.address()),
    cuts: () => cuts,
    cutOne: (choose) => {
      const open = [...clients];
      const client = open.length > 0 ? open[choose(open.length)] : undefined;
      if (client !== undefined) cutClient(client);
    },
    cut: () => {
      state = 'cut';
      for (const client of clients) cutClient(client);
    },
    halt: () => {
      state = 'halted';
      for (const client of clients) client.pause();
    },
    overload: () => {
      state = 'overloaded';
    },
    mend: () => {
      state = 'through';
      for (const client of clients) client.resume();
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const client of clients) client.destroy();
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
