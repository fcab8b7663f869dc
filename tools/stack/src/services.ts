/** A service of the stack: each copy is a process of its own. */
export interface ServiceCopy {
  /** `bank-command`. */
  readonly service: ServiceName;
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
const LAST_PORT = 65_535;

/** The highest port base with which every copy's port still exists. */
export const maxPortBase = (instances: number): number =>
  LAST_PORT - Math.max(...Object.values(OFFSETS)) - COPY_STEP * (instances - 1);

/** Every copy of every service: the j-th further copy listens 10·j ports higher than the first. */
export const serviceCopies = (portBase: number, instances: number): readonly ServiceCopy[] =>
  SERVICES.flatMap((service) =>
    Array.from({ length: instances }, (_, further) => {
      const port = portBase + OFFSETS[service] + COPY_STEP * further;
      return { service, name: `${service}-${further + 1}`, port, address: `http://127.0.0.1:${port}` };
    }),
  );

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
