import { AppShell, Burger, Button, Group, NavLink, ScrollArea, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import { logsQuery } from './api/logs';
import { Refused } from './api/request';
import { currentToken, forgetToken } from './api/token';
import { EntityView } from './entity/entity-view';
import { LogView } from './log/log-view';
import { Overview } from './overview/overview';
import { SamplesProvider } from './overview/samples';
import { SchemeSwitch } from './parts/scheme-switch';
import { SignIn } from './parts/sign-in';
import { Empty } from './parts/states';
import { ReadersView } from './readers/readers-view';
import { TryView } from './try/try-view';

const VIEWS = [
  { path: '/', name: 'Overview' },
  { path: '/log', name: 'Log' },
  { path: '/entity', name: 'Entity' },
  { path: '/readers', name: 'Projections and reactions' },
  { path: '/try', name: 'Try it' },
];

const isUnder = (location: string, path: string): boolean =>
  path === '/' ? location === '/' : location === path || location.startsWith(`${path}/`);

/** The page: a view for each address, and the way between them. */
export const App = () => {
  const [opened, { toggle, close }] = useDisclosure();
  const [location] = useLocation();
  const main = useRef<HTMLElement>(null);
  const { error } = useQuery(logsQuery);
  const name = VIEWS.find(({ path }) => isUnder(location, path))?.name ?? 'Not found';
  useEffect(() => {
    document.title = `${name} · Console`;
    close();
  }, [name, close]);
  if (error instanceof Refused && (error.status === 401 || error.status === 403))
    return <SignIn refused={error} />;
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 236, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <AppShell.Header className="bar">
        <a className="skip" href="#main" onClick={() => main.current?.focus()}>
          To the content
        </a>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Views" />
            <span className="mark" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            <Text fw={650}>Console</Text>
          </Group>
          <Group gap="xs" wrap="nowrap">
            {currentToken() === undefined ? null : (
              <Button
                variant="default"
                size="xs"
                onClick={() => {
                  forgetToken();
                  window.location.reload();
                }}
              >
                Sign out
              </Button>
            )}
            <SchemeSwitch />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" className="bar" aria-label="Views">
        <ScrollArea>
          {VIEWS.map(({ path, name: label }) => (
            <NavLink
              key={path}
              component={Link}
              href={path}
              label={label}
              active={isUnder(location, path)}
              aria-current={isUnder(location, path) ? 'page' : undefined}
              className="way"
            />
          ))}
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main id="main" ref={main} tabIndex={-1}>
        <SamplesProvider>
          <Switch>
            <Route path="/" component={Overview} />
            <Route path="/log/:log?/:position?" component={LogView} />
            <Route path="/entity/:log?" component={EntityView} />
            <Route path="/readers" component={ReadersView} />
            <Route path="/try" component={TryView} />
            <Route>
              <Title order={1}>No view</Title>
              <Empty title="There is no such view">Choose one of the menu.</Empty>
            </Route>
          </Switch>
        </SamplesProvider>
      </AppShell.Main>
    </AppShell>
  );
};
