import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';

/** A line of text, and what is done with it; nothing is done without one. */
export const TextAction = ({
  label,
  action,
  initial = '',
  size = 'sm',
  variant = 'filled',
  decision,
}: {
  readonly label: string;
  readonly action: string;
  readonly initial?: string;
  readonly size?: 'xs' | 'sm';
  readonly variant?: 'filled' | 'default';
  readonly decision: { readonly isPending: boolean; readonly mutate: (text: string) => void };
}) => {
  const [text, setText] = useState(initial);
  return (
    <Group align="end" gap="xs">
      <TextInput
        size={size}
        label={label}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Button
        size={size}
        variant={variant}
        disabled={text.trim() === ''}
        loading={decision.isPending}
        onClick={() => decision.mutate(text)}
      >
        {action}
      </Button>
    </Group>
  );
};
