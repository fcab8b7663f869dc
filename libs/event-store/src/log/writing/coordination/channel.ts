import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { PROTOCOL } from './messages';
import type { WriterAddress } from './registry';

/** Milliseconds in which a connection is made, and after which one is ended that carries nothing. */
const CONNECT_MS = 1_000;
const IDLE_MS = 10_000;
/** More than the writers of a log are; what comes on top is turned away, and inserts by itself. */
const MOST_CONNECTIONS = 128;
/** UTF-16 code units of one message, and of what is kept for a side that does not read. */
const LONGEST_MESSAGE = 16 * 1024 * 1024;
const MOST_UNSENT = 4 * LONGEST_MESSAGE;

/**
 * Both sides prove that they know the secret, and everything between them is encrypted with keys of this connection.
 * @see https://www.rfc-editor.org/rfc/rfc5489 ECDHE_PSK, and RFC 7905 for the cipher
 */
const PRIVATE = {
  ciphers: 'ECDHE-PSK-CHACHA20-POLY1305',
  // Node takes pre-shared keys up to this version.
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.2',
  ALPNProtocols: [PROTOCOL],
} as const;

/** A connection between two writers of a log; each message is a line of JSON. */
export class Channel {
  constructor(private readonly socket: TLSSocket) {
    socket.setNoDelay(true);
    socket.setTimeout(IDLE_MS, () => socket.destroy());
    // Whoever waits for a message learns of the end; why the connection ended does not matter.
    socket.on('error', () => undefined);
  }

  /** Connects to a writer that knows the same secret. @throws Error when there is none at that address */
  static async connect({ host, port }: WriterAddress, secret: Buffer): Promise<Channel> {
    const socket = connect({
      ...PRIVATE,
      host,
      port,
      // There are no certificates: the secret is the identity.
      checkServerIdentity: () => undefined,
      pskCallback: () => ({ psk: secret, identity: 'writer' }),
    });
    const channel = new Channel(socket);
    try {
      await once(socket, 'secureConnect', { signal: AbortSignal.timeout(CONNECT_MS) });
      return channel;
    } catch (error) {
      channel.close();
      throw error;
    }
  }

  /** Sends a message, given as JSON; it is lost when the connection is. */
  send(json: string): void {
    this.socket.write(`${json}\n`);
    if (this.socket.writableLength > MOST_UNSENT) this.close();
  }

  /**
   * The messages of the other side, until the connection ends; whatever JSON they are.
   * @throws Error when one is no JSON, or too long
   */
  async *messages(): AsyncGenerator {
    try {
      for await (const line of linesOf(this.socket.setEncoding('utf8'))) yield JSON.parse(line);
    } finally {
      this.close();
    }
  }

  /** Ends the connection at once. Again: nothing. */
  close(): void {
    this.socket.destroy();
  }
}

async function* linesOf(chunks: AsyncIterable<unknown>): AsyncGenerator<string> {
  let begun: string[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const [first = '', ...others] = String(chunk).split('\n');
    begun.push(first);
    length += first.length;
    for (const next of others) {
      yield begun.join('');
      begun = [next];
      length = next.length;
    }
    if (length > LONGEST_MESSAGE) throw new Error(`A message is longer than ${LONGEST_MESSAGE}.`);
  }
}

/** Where other writers connect to this one. */
export interface ChannelListener {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Takes the connections of writers that know the secret, and of nobody else for longer than a handshake may take.
 * @param port 0 for any that is free
 */
export const listenForChannels = async (
  { host, port }: WriterAddress,
  secret: Buffer,
  accept: (channel: Channel) => void,
): Promise<ChannelListener> => {
  const sockets = new Set<Socket>();
  const options = { ...PRIVATE, handshakeTimeout: CONNECT_MS, pskCallback: () => secret };
  const server = createServer(options, (socket) => accept(new Channel(socket)));
  server.maxConnections = MOST_CONNECTIONS;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  // Node only tells of a handshake that fails, or takes too long: the connection would stay.
  server.on('tlsClientError', (_, socket) => socket.destroy());
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
