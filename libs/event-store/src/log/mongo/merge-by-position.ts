interface Positioned {
  readonly position: number;
}

/** Merges sources that are each sorted by position into one, in the given direction, each position once. */
export async function* mergeByPosition<Item extends Positioned>(
  sources: readonly AsyncIterable<Item>[],
  direction: 'forwards' | 'backwards',
): AsyncGenerator<Item> {
  const iterators = sources.map((source) => source[Symbol.asyncIterator]());
  try {
    const heads = await Promise.all(iterators.map((iterator) => iterator.next()));
    for (;;) {
      const next = heads
        .flatMap((head) => (head.done ? [] : [head.value]))
        .reduce<Item | undefined>(
          (best, item) => (best && comesFirst(best, item, direction) ? best : item),
          undefined,
        );
      if (next === undefined) return;
      yield next;
      await Promise.all(
        heads.map(async (head, index) => {
          const iterator = iterators[index];
          if (iterator && !head.done && head.value.position === next.position)
            heads[index] = await iterator.next();
        }),
      );
    }
  } finally {
    await Promise.all(iterators.map(async (iterator) => iterator.return?.()));
  }
}

const comesFirst = (a: Positioned, b: Positioned, direction: 'forwards' | 'backwards'): boolean =>
  direction === 'forwards' ? a.position <= b.position : a.position >= b.position;
