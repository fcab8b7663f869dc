import type { Privilege } from '@event-sourcing/event-store';
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
type Granted = z.infer<typeof Status>['authInfo']['authenticatedUserPrivileges'][number];

/** What of it a user has no right to; where nobody has to say who they are, everything is allowed. */
export const missingPrivileges = (
  connectionStatus: unknown,
  required: readonly Privilege[],
): readonly Privilege[] => {
  const { authenticatedUsers, authenticatedUserPrivileges } = Status.parse(connectionStatus).authInfo;
  if (authenticatedUsers.length === 0) return [];
  return required.flatMap(({ resource, actions }) => {
    const granted = authenticatedUserPrivileges
      .filter((privilege) => covers(privilege, resource))
      .flatMap((privilege) => privilege.actions);
    const missing = actions.filter((action) => !granted.includes(action));
    return missing.length === 0 ? [] : [{ resource, actions: missing }];
  });
};

/** A database or a collection without a name is any of them. */
const covers = ({ resource: granted }: Granted, { db, collection }: Privilege['resource']): boolean =>
  granted.anyResource ??
  (['', db].includes(granted.db ?? 'none') && ['', collection].includes(granted.collection ?? 'none'));
