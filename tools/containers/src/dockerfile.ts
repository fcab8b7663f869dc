import { Copy, DockerfileParser, type Instruction, PropertyInstruction } from 'dockerfile-ast';
import { z } from 'zod';

/** What one instruction asks for. Variables are still in the texts, as `${NAME}`. */
export type Step =
  | {
      readonly kind: 'arg' | 'env';
      readonly variables: readonly (readonly [name: string, value: string | null])[];
    }
  | { readonly kind: 'workdir'; readonly path: string }
  | { readonly kind: 'expose'; readonly port: string }
  | {
      readonly kind: 'copy';
      readonly from: string | undefined;
      readonly sources: readonly string[];
      readonly target: string;
    }
  | { readonly kind: 'run'; readonly script: string }
  | { readonly kind: 'command' | 'healthcheck'; readonly args: readonly string[] }
  | { readonly kind: 'user'; readonly user: string };

/** One `FROM … AS name` with what follows it. */
export interface Stage {
  readonly name: string;
  readonly image: string;
  readonly steps: readonly Step[];
}

/** A Dockerfile: the arguments before its first stage, and its stages in order. */
export interface Dockerfile {
  readonly globals: readonly Step[];
  readonly stages: readonly Stage[];
}

const execForm = z.array(z.string()).min(1);

const variablesOf = (instruction: Instruction): (readonly [string, string | null])[] =>
  instruction instanceof PropertyInstruction
    ? instruction.getProperties().map((property) => [property.getName(), property.getValue()] as const)
    : [];

const copyOf = (instruction: Instruction): Step => {
  const paths = instruction.getArguments().map((argument) => argument.getValue());
  const from = instruction instanceof Copy ? instruction.getFromFlag()?.getValue() : undefined;
  return { kind: 'copy', from: from ?? undefined, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' };
};

const stepOf = (instruction: Instruction): Step => {
  const text = instruction.getArgumentsContent() ?? '';
  switch (instruction.getKeyword()) {
    case 'ARG':
      return { kind: 'arg', variables: variablesOf(instruction) };
    case 'ENV':
      return { kind: 'env', variables: variablesOf(instruction) };
    case 'WORKDIR':
      return { kind: 'workdir', path: text };
    case 'EXPOSE':
      return { kind: 'expose', port: text };
    case 'USER':
      return { kind: 'user', user: text };
    case 'RUN':
      return { kind: 'run', script: text };
    case 'COPY':
      return copyOf(instruction);
    case 'CMD':
      return { kind: 'command', args: execForm.parse(JSON.parse(text)) };
    case 'HEALTHCHECK':
      return { kind: 'healthcheck', args: execForm.parse(JSON.parse(text.replace(/^CMD\s+/, ''))) };
    default:
      throw new Error(
        `Line ${instruction.getRange().start.line + 1}: ${instruction.getKeyword()} is not rehearsed`,
      );
  }
};

/** Reads a Dockerfile. Throws on an instruction that this workspace does not use. */
export const parseDockerfile = (text: string): Dockerfile => {
  const globals: Step[] = [];
  const stages: { name: string; image: string; steps: Step[] }[] = [];
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    if (instruction.getKeyword() === 'FROM') {
      const [image = '', , name = ''] = instruction.getArguments().map((argument) => argument.getValue());
      stages.push({ name, image, steps: [] });
    } else {
      (stages.at(-1)?.steps ?? globals).push(stepOf(instruction));
    }
  }
  return { globals, stages };
};

/** Puts variables in, as Docker does outside of RUN; a name that is not set is an error. */
export const expand = (text: string, variables: ReadonlyMap<string, string>): string =>
  text.replaceAll(/\$\{(\w+)\}|\$(\w+)/g, (reference, braced?: string, bare?: string) => {
    const value = variables.get(braced ?? bare ?? '');
    if (value === undefined) throw new Error(`${reference} is not set`);
    return value;
  });
