import { once } from 'node:events';
import { connect, createServer, type Server, type TLSSocket } from 'node:tls';
import type { WriterAddress } from '../turns';
import { PROTOCOL } from './messages';

/** Milliseconds in which a connection is made, and after which one is ended that nobody says anything on. */
const CONNECT_MS = 1_000;
const IDLE_MS = 10_000;

/**
 * Both sides prove that they know the secret, and everything between them is encrypted with keys of this connection.
 * @see https://www.rfc-editor.org/rfc/rfc5489 ECDHE_PSK, and RFC 7905 for the cipher
 */
const PRIVATE = {
  ciphers: 'ECDHE-PSK-CHACHA20-POLY1305',
  // Node takes keys that are known beforehand up to this version.
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.2',
  ALPNProtocols: [PROTOCOL],
} as const;

/** A connection between two writers of a log: messages, a line of JSON each. */
export class PrivateLine {
  readonly #ended: Promise<void>;

  constructor(private readonly socket: TLSSocket) {
    socket.setNoDelay(true);
    socket.setTimeout(IDLE_MS, () => socket.destroy());
    // What went wrong does not matter here: whoever waits for an answer hears of the end.
    socket.on('error', () => undefined);
    this.#ended = new Promise((resolve) => {
      socket.once('close', () => resolve());
    });
  }

  /** Sends a message; lost when the connection is. */
  send(message: unknown): void {
    this.sendText(JSON.stringify(message));
  }

  /** Sends a message that is JSON already. */
  sendText(json: string): void {
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

  /** Ends it at once. Again: nothing. */
  close(): void {
    this.socket.destroy();
  }

  /** Resolves when it has ended. */
  ended(): Promise<void> {
    return this.#ended;
  }
}

/** Connects to a writer that knows the same secret. @throws Error when there is none at that address */
export const callWriter = async ({ host, port }: WriterAddress, secret: Buffer): Promise<PrivateLine> => {
  const socket = connect({
    ...PRIVATE,
    host,
    port,
    // There are no certificates: who knows the secret is who it should be.
    checkServerIdentity: () => undefined,
    pskCallback: () => ({ psk: secret, identity: 'writer' }),
  });
  const tooLate = setTimeout(
    () => socket.destroy(new Error(`No answer within ${CONNECT_MS} ms.`)),
    CONNECT_MS,
  );
  try {
    await once(socket, 'secureConnect');
    return new PrivateLine(socket);
  } finally {
    clearTimeout(tooLate);
  }
};

/** Takes the calls of writers that know the secret. */
export class PrivateLines {
  readonly #lines = new Set<PrivateLine>();

  private constructor(private readonly server: Server) {}

  static async listen(
    { host, port }: WriterAddress,
    secret: Buffer,
    taken: (line: PrivateLine) => void,
  ): Promise<PrivateLines> {
    const server = createServer({ ...PRIVATE, handshakeTimeout: CONNECT_MS, pskCallback: () => secret });
    const lines = new PrivateLines(server);
    server.on('secureConnection', (socket) => lines.#take(socket, taken));
    server.listen(port, host);
    await once(server, 'listening');
    return lines;
  }

  /** Where it listens; 0 when it does not. */
  get port(): number {
    const address = this.server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  async close(): Promise<void> {
    for (const line of this.#lines) line.close();
    this.server.close();
    await once(this.server, 'close');
  }

  #take(socket: TLSSocket, taken: (line: PrivateLine) => void): void {
    const line = new PrivateLine(socket);
    this.#lines.add(line);
    void line.ended().then(() => this.#lines.delete(line));
    taken(line);
  }
}
