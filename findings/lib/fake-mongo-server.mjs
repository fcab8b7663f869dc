import net from 'node:net';
import { BSON } from 'mongodb';

const OP_MSG = 2013;
const HELLO = {
  ...{ ok: 1, isWritablePrimary: true, setName: 'rs', logicalSessionTimeoutMinutes: 30 },
  ...{ minWireVersion: 0, maxWireVersion: 25 },
  ...{ maxBsonObjectSize: 16777216, maxMessageSizeBytes: 48000000, maxWriteBatchSize: 100000 },
};

/** A message holds one document: after flags and kind (OP_MSG), or after flags, name and two numbers (OP_QUERY). */
const command = (message) => {
  const start = message.readInt32LE(12) === OP_MSG ? 21 : message.indexOf(0, 20) + 9;
  return BSON.deserialize(message.subarray(start, start + message.readInt32LE(start)));
};

const reply = (message, document) => {
  const body = BSON.serialize(document);
  const modern = message.readInt32LE(12) === OP_MSG;
  const head = Buffer.alloc(modern ? 21 : 36);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(message.readInt32LE(4), 8);
  head.writeInt32LE(modern ? OP_MSG : 1, 12);
  if (!modern) head.writeInt32LE(1, 32);
  return Buffer.concat([head, body]);
};

/** Greets a driver as a primary and answers its commands with what `answer` gives: nothing, when that is nothing. */
export const fakeMongoServer = async (answer) => {
  const sockets = new Set();
  const server = net.createServer((socket) => {
    let pending = Buffer.alloc(0);
    sockets.add(socket.on('error', () => {}));
    socket.on('data', (data) => {
      pending = Buffer.concat([pending, data]);
      while (pending.length >= 4 && pending.length >= pending.readInt32LE(0)) {
        const message = pending.subarray(0, pending.readInt32LE(0));
        pending = pending.subarray(message.length);
        const asked = command(message);
        const answered = 'hello' in asked || 'ismaster' in asked ? HELLO : answer(asked);
        if (answered) socket.write(reply(message, answered));
      }
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    uri: `mongodb://127.0.0.1:${server.address().port}/?directConnection=true`,
    close: () => [server, ...sockets].forEach((each) => (each === server ? each.close() : each.destroy())),
  };
};
