import { Button, Card, Center, Code, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Refused } from '../api/request';
import { currentToken, keepToken } from '../api/token';

/** Asks for a token where the services want one. */
export const SignIn = ({ refused }: { readonly refused: Refused }) => {
  const [token, setToken] = useState('');
  const tried = currentToken() !== undefined;
  return (
    <Center mih="100vh" p="md">
      <Card withBorder maw={460} w="100%" component="main" p="lg">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            keepToken(token.trim());
            window.location.reload();
          }}
        >
          <Stack>
            <Title order={1}>Console</Title>
            <Text>
              The services ask who you are. Paste a token with the scope <Code>admin</Code>; this tab keeps it
              until it is closed.
            </Text>
            <PasswordInput
              label="Token"
              value={token}
              onChange={({ currentTarget }) => setToken(currentTarget.value)}
              error={tried ? refused.detail : undefined}
              autoComplete="off"
              required
            />
            <Text size="sm" c="dimmed">
              For development: <Code>npm run token -- --sub ed --scope admin</Code>
            </Text>
            <Button type="submit">Go in</Button>
          </Stack>
        </form>
      </Card>
    </Center>
  );
};
