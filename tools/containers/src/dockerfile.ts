import { Copy, DockerfileParser, type Instruction, PropertyInstruction } from 'dockerfile-ast';
import { z } from 'zod';

/** What one instruction asks for. Variables are still in the texts, as `${NAME}`. */
export type Step =
  | {
      readonly kind: 'arg' | 'env';
      readonly variables: readonly (readonly [name: string, value: string | null])[];
    }
  | {
      readonly kind: 'copy';
      readonly from: string | undefined;
      readonly sources: readonly string[];
      readonly target: string;
    }
  | { readonly kind: 'cmd' | 'healthcheck'; readonly args: readonly string[] }
  | { readonly kind: 'workdir' | 'run' | 'expose' | 'user'; readonly text: string };

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

const wordsOf = (instruction: Instruction): readonly string[] =>
  instruction.getArguments().map((argument) => argument.getValue());

const stepOf = (instruction: Instruction): Step => {
  const kind = instruction.getKeyword().toLowerCase();
  const text = instruction.getArgumentsContent() ?? '';
  switch (kind) {
    case 'arg':
    case 'env': {
      const properties = instruction instanceof PropertyInstruction ? instruction.getProperties() : [];
      return { kind, variables: properties.map((one) => [one.getName(), one.getValue()] as const) };
    }
    case 'copy': {
      const from = instruction instanceof Copy ? instruction.getFromFlag()?.getValue() : undefined;
      const paths = wordsOf(instruction);
      return { kind, from: from ?? undefined, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' };
    }
    case 'cmd':
    case 'healthcheck':
      return { kind, args: execForm.parse(JSON.parse(text.replace(/^CMD\s+/, ''))) };
    case 'workdir':
    case 'run':
    case 'expose':
    case 'user':
      return { kind, text };
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
      const [image = '', , name = ''] = wordsOf(instruction);
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
