import { describe, expect, it } from '@jest/globals';
import { expand, parseDockerfile } from './dockerfile';

describe('reading a Dockerfile', () => {
  it('gives the stages with their instructions, in order', () => {
    const text = [
      'ARG BASE=node:24',
      'FROM ${BASE} AS build',
      'WORKDIR /app',
      'RUN --mount=type=cache,target=/x npm ci',
      'FROM ${BASE} AS run',
      'COPY --from=build /app/dist ./',
      'ENV A=1 B=${A}',
      'HEALTHCHECK --interval=5s CMD ["node", "check.js"]',
      'CMD ["node", "main.js"]',
    ].join('\n');
    const { globals, stages } = parseDockerfile(text);
    expect(globals).toMatchObject([{ keyword: 'ARG', variables: [['BASE', 'node:24']] }]);
    expect(stages).toMatchObject([
      {
        ...{ name: 'build', image: '${BASE}' },
        steps: [
          { keyword: 'WORKDIR', text: '/app' },
          { keyword: 'RUN', text: 'npm ci' },
        ],
      },
      {
        ...{ name: 'run', image: '${BASE}' },
        steps: [
          { keyword: 'COPY', from: 'build', words: ['/app/dist', './'] },
          {
            keyword: 'ENV',
            variables: [
              ['A', '1'],
              ['B', '${A}'],
            ],
          },
          { keyword: 'HEALTHCHECK', words: ['node', 'check.js'] },
          { keyword: 'CMD', words: ['node', 'main.js'] },
        ],
      },
    ]);
  });

  it('refuses an instruction that nobody has taught it, by line', () => {
    expect(() => parseDockerfile('FROM node:24 AS a\nADD x y')).toThrow('Line 2: ADD');
  });

  it('puts variables in, and names one that is not set', () => {
    expect(
      expand(
        '/dist/${A}/$B',
        new Map([
          ['A', 'x'],
          ['B', 'y'],
        ]),
      ),
    ).toBe('/dist/x/y');
    expect(() => expand('${C}', new Map())).toThrow('${C} is not set');
  });
});
