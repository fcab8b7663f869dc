import {
  commandIn,
  type MongoCommand,
  type ReplyInstead,
  replyTo,
  startTcpProxy,
  type TcpProxy,
} from '@event-sourcing/tools-kit';
import { BSON } from 'mongodb';
import { allows, type Right, type Role } from './roles';
import { rightsOfCommand } from './rights-of-command';

const UNAUTHORIZED = { ok: 0, code: 13, codeName: 'Unauthorized', errmsg: 'not authorized' };

/** Something that a role does not allow, and who asked for it. */
export interface Refused extends Right {
  readonly role: string;
}

/** A proxy before an engine that lets each client do what its role allows, and refuses the rest as a server would. */
export interface GuardingProxy extends Pick<TcpProxy, 'uri' | 'stop'> {
  readonly refused: readonly Refused[];
  /** The roles whose commands were judged. */
  readonly judged: ReadonlySet<string>;
}

/**
 * Starts one. A client is known by the name that it gives itself (`appName`), since the embedded engine knows no users.
 * @param uri of an engine on this machine
 */
export const startGuardingProxy = async (uri: string, roles: readonly Role[]): Promise<GuardingProxy> => {
  const refused: Refused[] = [];
  const judged = new Set<string>();
  const guard = (): ReplyInstead => {
    let name = '';
    return (message) => {
      const command = commandIn(message);
      name = nameIn(command) ?? name;
      const role = roles.find((one) => one.role === name);
      if (!role) return undefined;
      judged.add(name);
      if ('connectionStatus' in command) return replyTo(message, statusOf(role));
      const lacking = rightsOfCommand(command).filter((right) => !allows(role, right));
      refused.push(...lacking.map((right) => ({ role: name, ...right })));
      return lacking.length === 0 ? undefined : replyTo(message, UNAUTHORIZED);
    };
  };
  const proxy = await startTcpProxy(uri, guard);
  return { uri: proxy.uri, refused, judged, stop: () => proxy.stop() };
};

/** What a server tells a user of their rights. */
const statusOf = ({ role, privileges }: Role) => ({
  ok: 1,
  authInfo: { authenticatedUsers: [{ user: role, db: 'admin' }], authenticatedUserPrivileges: privileges },
});

/** The name of the application in a greeting. */
const nameIn = ({ client }: MongoCommand): string | undefined =>
  /"application":\{"name":"([^"]*)"/.exec(BSON.EJSON.stringify(client ?? null))?.[1];
