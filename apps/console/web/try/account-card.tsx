import { Button, Text, Title } from '@mantine/core';
import { depositMoney, getAccount, openAccount } from '@event-sourcing/service-clients';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { answerOf, clientOf } from '../api/services';
import { TextAction } from '../parts/text-action';
import { entityAddress, PositionLink } from '../parts/words';
import type { Person } from './people';

export const bank = clientOf('bank-command');

export const accountKey = (account: string) => ['account', account];

/** Opens an account, and pays into it. */
export const AccountCard = ({ step, person }: { readonly step: number; readonly person: Person }) => {
  const { name, user, account } = person;
  const queries = useQueryClient();
  const open = useMutation({
    mutationFn: () => answerOf(openAccount({ client: bank, body: { accountId: account, owner: user } })),
    onSettled: () => queries.invalidateQueries({ queryKey: accountKey(account) }),
  });
  const deposit = useMutation({
    mutationFn: (amount: string) =>
      answerOf(depositMoney({ client: bank, path: { accountId: account }, body: { amount } })),
    onSettled: () => queries.invalidateQueries({ queryKey: accountKey(account) }),
  });
  const found = useQuery({
    queryKey: accountKey(account),
    queryFn: async () => (await answerOf(getAccount({ client: bank, path: { accountId: account } }))).data,
    // Before it is open there is nothing to ask for; after that, whichever view was shown meanwhile.
    enabled: open.isSuccess || queries.getQueryData(accountKey(account)) !== undefined,
    refetchInterval: 2_000,
  });
  const refused = open.error ?? deposit.error;
  const position = deposit.data?.position ?? open.data?.position;
  return (
    <section className="card step" aria-label={`${name}’s account`}>
      <Title order={2}>
        {step}. {name}’s account
      </Title>
      {found.data ? (
        <>
          <strong className="balance">
            {found.data.balance} {found.data.currency}
          </strong>
          <TextAction label="Amount" initial="100.00" action={`Deposit for ${name}`} decision={deposit} />
          <Link href={entityAddress('bank', `account:${account}`)}>Everything about {name}’s account</Link>
        </>
      ) : (
        <Button loading={open.isPending} onClick={() => open.mutate()}>
          Open {name}’s account
        </Button>
      )}
      <Text size="sm" role="status">
        {refused ? (
          refused.message
        ) : position === undefined ? null : (
          <>
            In the log as event <PositionLink log="bank" position={position} />
          </>
        )}
      </Text>
    </section>
  );
};
