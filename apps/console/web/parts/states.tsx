import { Button, Loader, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** There is nothing to show, and what to do about it. */
export const Empty = ({ title, children }: { readonly title: string; readonly children?: ReactNode }) => (
  <div className="state">
    <Title order={2}>{title}</Title>
    <Text c="dimmed">{children}</Text>
  </div>
);

/** Something was refused, or nothing answered. */
export const Trouble = ({ error, again }: { readonly error: Error; readonly again?: () => unknown }) => (
  <div className="state trouble" role="alert">
    <Title order={2}>This could not be shown</Title>
    <Text>{error.message}</Text>
    {again ? (
      <Button variant="default" onClick={() => again()}>
        Try again
      </Button>
    ) : null}
  </div>
);

export const Loading = () => (
  <div className="state" role="status">
    <Loader type="dots" aria-hidden="true" />
    <Text c="dimmed">One moment …</Text>
  </div>
);
