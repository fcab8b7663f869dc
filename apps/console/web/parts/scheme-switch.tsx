import { Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';

/** Light or dark: as the system has it until somebody says otherwise. */
export const SchemeSwitch = () => {
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  return (
    <Button variant="default" size="xs" onClick={() => setColorScheme(isDark ? 'light' : 'dark')}>
      {isDark ? 'Light' : 'Dark'}
    </Button>
  );
};
