import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { BSON } from 'mongodb';
import { allows, type Right, type Role } from './roles';
import { type Command, rightsOfCommand } from './rights-of-command';

const HEADER = 16;
const OP_MSG = 2013;
const OP_QUERY = 2004;
const UNAUTHORIZED = 13;

/** Something that a role does not allow, and who asked for it. */
export interface Refused extends Right {
  readonly role: string;
}

/** A proxy before an engine that lets each client do what its role allows, and refuses the rest as a server would. */
export interface GuardingProxy {
  readonly uri: string;
  readonly refused: readonly Refused[];
  /** The roles whose commands were judged. */
  readonly judged: ReadonlySet<string>;
  stop(): Promise<void>;
}

/**
 * Starts one. A client is known by the name that it gives itself (`appName`), since the embedded engine knows no users.
 * @param uri of an engine on this machine
 */
export const startGuardingProxy = async (uri: string, roles: readonly Role[]): Promise<GuardingProxy> => {
  const engine = new URL(uri);
  const sockets = new Set<Socket>();
  const refused: Refused[] = [];
  const judged = new Set<string>();
  const server = createServer((client) => {
    const upstream = connect(Number(engine.port), engine.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => [client, upstream].forEach((one) => one.destroy()));
    }
    upstream.pipe(client);
    let name = '';
    eachMessage(client, (message) => {
      const command = readCommand(message);
      name = nameIn(command) ?? name;
      const role = roles.find((one) => one.role === name);
      if (role) judged.add(name);
      const lacking = role && rightsOfCommand(command).filter((right) => !allows(role, right));
      if (lacking === undefined || lacking.length === 0) return void upstream.write(message);
      refused.push(...lacking.map((right) => ({ role: name, ...right })));
      client.write(
        answer(message, { ok: 0, code: UNAUTHORIZED, codeName: 'Unauthorized', errmsg: 'not authorized' }),
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy listens on no port.');
  return {
    uri: `mongodb://127.0.0.1:${address.port}/?directConnection=true`,
    refused,
    judged,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      sockets.forEach((socket) => socket.destroy());
      await closed;
    },
  };
};

const eachMessage = (socket: Socket, take: (message: Buffer) => void): void => {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    while (rest.length >= HEADER && rest.length >= rest.readInt32LE(0)) {
      const message = rest.subarray(0, rest.readInt32LE(0));
      rest = rest.subarray(message.length);
      take(message);
    }
  });
};

/** @see https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/ */
const readCommand = (message: Buffer): Command => {
  const kind = message.readInt32LE(12);
  if (kind === OP_QUERY) return documentAt(message, message.indexOf(0, HEADER + 4) + 9);
  if (kind !== OP_MSG) throw new Error(`A message of kind ${kind} cannot be judged.`);
  let command: Command = {};
  const lists: Record<string, unknown> = {};
  for (let at = HEADER + 4; at < message.length;) {
    const start = at + 1;
    if (message.readUInt8(at) === 0) command = documentAt(message, start);
    else lists[message.toString('utf8', start + 4, message.indexOf(0, start + 4))] = listAt(message, start);
    at = start + message.readInt32LE(start);
  }
  return { ...command, ...lists };
};

const listAt = (message: Buffer, start: number): readonly Command[] => {
  const documents: Command[] = [];
  const end = start + message.readInt32LE(start);
  for (let at = message.indexOf(0, start + 4) + 1; at < end; at += message.readInt32LE(at))
    documents.push(documentAt(message, at));
  return documents;
};

const documentAt = (message: Buffer, start: number): Command =>
  BSON.deserialize(message.subarray(start, start + message.readInt32LE(start)));

/** The name of the application in a greeting. */
const nameIn = ({ client }: Command): string | undefined =>
  /"application":\{"name":"([^"]*)"/.exec(BSON.EJSON.stringify(client ?? null))?.[1];

const answer = (request: Buffer, document: object): Buffer => {
  const body = BSON.serialize(document);
  const header = Buffer.alloc(HEADER + 5);
  header.writeInt32LE(header.length + body.length, 0);
  header.writeInt32LE(request.readInt32LE(4), 8);
  header.writeInt32LE(OP_MSG, 12);
  return Buffer.concat([header, body]);
};
