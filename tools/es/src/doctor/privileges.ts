import { z } from 'zod';

const Status = z.object({
  authInfo: z.object({
    authenticatedUsers: z.array(z.unknown()),
    authenticatedUserPrivileges: z.array(
      z.object({
        resource: z.object({
          db: z.string().optional(),
          collection: z.string().optional(),
          anyResource: z.boolean().optional(),
        }),
        actions: z.array(z.string()),
      }),
    ),
  }),
});

/** What a service does with the database of its log. */
const NEEDED = [
  'find',
  'insert',
  'update',
  'remove',
  'listCollections',
  'listIndexes',
  'createCollection',
  'createIndex',
  'dropCollection',
  'changeStream',
];

/** What of it a user has no right to; where nobody has to say who they are, everything is allowed. */
export const missingActions = (connectionStatus: unknown, db: string): readonly string[] => {
  const { authInfo } = Status.parse(connectionStatus);
  if (authInfo.authenticatedUsers.length === 0) return [];
  const granted = authInfo.authenticatedUserPrivileges
    .filter(
      ({ resource }) =>
        resource.anyResource ?? ((resource.db === db || resource.db === '') && resource.collection === ''),
    )
    .flatMap(({ actions }) => actions);
  return NEEDED.filter((action) => !granted.includes(action));
};
