import { once } from 'node:events';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { PROTOCOL } from './messages';
import type { WriterAddress } from './registry';

/** Milliseconds in which a connection is made, and after which one is ended that carries nothing. */
const CONNECT_MS = 1_000;
const IDLE_MS = 10_000;

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
  }

  /** The messages of the other side, until the connection ends. */
  async *messages(): AsyncGenerator {
    let rest = '';
    try {
      for await (const chunk of this.socket.setEncoding('utf8')) {
        const lines = `${rest}${String(chunk)}`.split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) yield JSON.parse(line);
      }
    } finally {
      this.close();
    }
  }

  /** Ends the connection at once. Again: nothing. */
  close(): void {
    this.socket.destroy();
  }
}

/** Where other writers connect to this one. */
export interface ChannelListener {
  readonly port: number;
  close(): Promise<void>;
}

/** Takes the connections of writers that know the secret. @param port 0 for any that is free */
export const listenForChannels = async (
  { host, port }: WriterAddress,
  secret: Buffer,
  accept: (channel: Channel) => void,
): Promise<ChannelListener> => {
  const sockets = new Set<TLSSocket>();
  const options = { ...PRIVATE, handshakeTimeout: CONNECT_MS, pskCallback: () => secret };
  const server = createServer(options, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    accept(new Channel(socket));
  });
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
