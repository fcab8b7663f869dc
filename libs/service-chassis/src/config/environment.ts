/** The environment as a process has it: names to values. */
export type Environment = Readonly<Record<string, string | undefined>>;
