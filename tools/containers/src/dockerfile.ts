import { Copy, DockerfileParser, PropertyInstruction, type Instruction } from 'dockerfile-ast';
import { z } from 'zod';

/** One instruction. Variables are still in the texts, as `${NAME}`. */
export interface Step {
  readonly keyword: (typeof REHEARSED)[number];
  /** Everything behind the keyword and its flags. */
  readonly text: string;
  /** The same, word by word; of CMD and HEALTHCHECK the words of the command. */
  readonly words: readonly string[];
  /** What ARG and ENV declare. */
  readonly variables: readonly (readonly [name: string, value: string | null])[];
  /** The stage that COPY takes from; the context, if it is not given. */
  readonly from?: string;
}

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

const REHEARSED = ['ARG', 'ENV', 'WORKDIR', 'COPY', 'RUN', 'CMD', 'HEALTHCHECK', 'EXPOSE', 'USER'] as const;

const execForm = z.array(z.string()).min(1);

const wordsOf = (instruction: Instruction): readonly string[] =>
  instruction.getArguments().map((argument) => argument.getValue());

const stepOf = (instruction: Instruction): Step => {
  const keyword = REHEARSED.find((known) => known === instruction.getKeyword());
  if (keyword === undefined) {
    const line = instruction.getRange().start.line + 1;
    throw new Error(`Line ${line}: ${instruction.getKeyword()} is not rehearsed`);
  }
  const text = instruction.getArgumentsContent() ?? '';
  const isCommand = keyword === 'CMD' || keyword === 'HEALTHCHECK';
  const properties = instruction instanceof PropertyInstruction ? instruction.getProperties() : [];
  const from = instruction instanceof Copy ? instruction.getFromFlag()?.getValue() : undefined;
  return {
    keyword,
    text,
    words: isCommand ? execForm.parse(JSON.parse(text.replace(/^CMD\s+/, ''))) : wordsOf(instruction),
    variables: properties.map((one) => [one.getName(), one.getValue()] as const),
    ...(typeof from === 'string' && { from }),
  };
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
