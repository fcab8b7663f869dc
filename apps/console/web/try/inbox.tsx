import { Text, Title } from '@mantine/core';
import { listMessages } from '@event-sourcing/service-clients';
import { useQuery } from '@tanstack/react-query';
import { answerOf, clientOf } from '../api/services';
import { Time } from '../parts/words';
import type { Person } from './people';
import type { Transferred } from './transfer-card';

const query = clientOf('messages-query');

/** The messages of the one who receives, as they arrive. */
export const Inbox = ({
  person: { name, user },
  transferred,
}: {
  readonly person: Person;
  readonly transferred: Transferred | undefined;
}) => {
  const { data, error } = useQuery({
    queryKey: ['inbox', user],
    queryFn: async () => (await answerOf(listMessages({ client: query, path: { userId: user } }))).data,
    refetchInterval: 1_000,
  });
  const messages = data?.messages ?? [];
  return (
    <section className="card step" aria-label={`${name}’s messages`}>
      <Title order={2}>4. {name}’s messages</Title>
      <div role="status">
        {messages.length > 0 ? (
          <ul className="messages">
            {messages.map(({ messageId, text, sentAt }) => (
              <li key={messageId}>
                {text}{' '}
                <Text span size="sm" c="dimmed">
                  <Time at={sentAt} />
                </Text>
              </li>
            ))}
          </ul>
        ) : (
          <Text c="dimmed">
            {error
              ? error.message
              : transferred
                ? `${transferred.amount} are on the account; the message is on its way …`
                : `None yet. When ${name} receives a transfer, the bank writes.`}
          </Text>
        )}
      </div>
    </section>
  );
};
