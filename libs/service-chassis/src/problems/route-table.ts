interface Route {
  readonly matches: RegExp;
  readonly methods: Set<string>;
}

const segmentPattern = (segment: string): string => {
  if (segment.startsWith(':')) return '[^/]+';
  return segment === '*' ? '.*' : segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
};

/** Which methods each path has, for `Allow`: Fastify's router answers only for a path and a method together. */
export class RouteTable {
  readonly #routes = new Map<string, Route>();

  /** @param pattern a route as Fastify writes it: `/accounts/:accountId` */
  add(pattern: string, methods: readonly string[]): void {
    const route = this.#routes.get(pattern) ?? {
      matches: new RegExp(`^${pattern.split('/').map(segmentPattern).join('/')}$`),
      methods: new Set<string>(),
    };
    for (const method of methods) route.methods.add(method);
    this.#routes.set(pattern, route);
  }

  /** Every route, as Fastify writes it. */
  all(): readonly { readonly pattern: string; readonly methods: readonly string[] }[] {
    return [...this.#routes].map(([pattern, { methods }]) => ({ pattern, methods: [...methods] }));
  }

  /** The methods of a path, in alphabetical order; none: there is no such path. */
  methodsOf(path: string): readonly string[] {
    const methods = [...this.#routes.values()]
      .filter(({ matches }) => matches.test(path))
      .flatMap((route) => [...route.methods]);
    return [...new Set(methods)].sort();
  }
}
