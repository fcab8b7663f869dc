/** A service of the stack: each copy is a process of its own. */
export interface ServiceCopy {
  /** `bank-command`: the folder of its bundle. */
  readonly service: ServiceName | typeof CONSOLE;
  /** `bank-command-1`; copies are counted from 1. */
  readonly name: string;
  readonly port: number;
  readonly address: string;
}

export type ServiceName = 'bank-command' | 'messages-command' | 'messages-query';

/** Their ports, counted from the port base. */
const OFFSETS: Readonly<Record<ServiceName, number>> = {
  'bank-command': 1,
  'messages-command': 2,
  'messages-query': 3,
};

export const SERVICES: readonly ServiceName[] = ['bank-command', 'messages-command', 'messages-query'];

export const DEFAULT_PORT_BASE = 3000;
export const MAX_INSTANCES = 20;
const COPY_STEP = 10;
/** Above a copy's own port, within its ten. */
const METRICS_STEP = 5;
const LAST_PORT = 65_535;

/** The console: one for all copies, at the port base itself. */
export const CONSOLE = 'console';

/** The highest port base with which every copy's port still exists. */
export const maxPortBase = (instances: number): number =>
  LAST_PORT - METRICS_STEP - Math.max(...Object.values(OFFSETS)) - COPY_STEP * (instances - 1);

/** Every copy of every service: the j-th further copy listens 10·j ports higher than the first. */
export const serviceCopies = (portBase: number, instances: number): readonly ServiceCopy[] =>
  SERVICES.flatMap((service) =>
    Array.from({ length: instances }, (_, further) => {
      const port = portBase + OFFSETS[service] + COPY_STEP * further;
      return { service, name: `${service}-${further + 1}`, port, address: `http://127.0.0.1:${port}` };
    }),
  );

/** The console of a stack. */
export const consoleCopy = (portBase: number): ServiceCopy => ({
  ...{ service: CONSOLE, name: CONSOLE, port: portBase },
  address: `http://127.0.0.1:${portBase}`,
});

/** Where a copy's metrics are, of a stack that has a console to show them. */
export const metricsPort = ({ port }: ServiceCopy): number => port + METRICS_STEP;

/** Where the console finds every copy: `BANK_COMMAND_URLS`, `BANK_COMMAND_METRICS_URLS` and so on. */
export const consoleEnv = (copies: readonly ServiceCopy[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    SERVICES.flatMap((service) => {
      const own = copies.filter((copy) => copy.service === service);
      const name = service.toUpperCase().replace('-', '_');
      return [
        [`${name}_URLS`, own.map(({ address }) => address).join(',')],
        [`${name}_METRICS_URLS`, own.map((copy) => `http://127.0.0.1:${metricsPort(copy)}`).join(',')],
      ];
    }),
  );

/** What a copy is given for settings, from the usual ones. */
export type SettingsOf = (
  copy: ServiceCopy,
  usual: Readonly<Record<string, string>>,
) => Promise<Readonly<Record<string, string>>>;

/** The settings of one copy, as environment variables. */
export const serviceEnv = (
  { service, name, port }: ServiceCopy,
  mongodbUri: string,
  portBase: number,
): Readonly<Record<string, string>> => ({
  PORT: String(port),
  HOST: '127.0.0.1',
  MONGODB_URI: mongodbUri,
  INSTANCE: name,
  ...(service === 'bank-command' && {
    MESSAGES_COMMAND_URL: `http://127.0.0.1:${portBase + OFFSETS['messages-command']}`,
  }),
});
