/** A power of two: more names than the events of most applications have. */
const SLOTS = 4_096;

/**
 * Names that were read before, so that the same bytes need not become text again: commits repeat a few names a million
 * times. Bounded: of two names of one slot the later one stays.
 */
export class MemberNames {
  readonly #names: (string | undefined)[] = new Array<undefined>(SLOTS).fill(undefined);

  /** The name that these bytes are, if it is known. */
  find(hash: number, bytes: Uint8Array, from: number, end: number): string | undefined {
    const name = this.#names[hash & (SLOTS - 1)];
    if (name?.length !== end - from) return undefined;
    for (let at = from; at < end; at += 1) if (bytes[at] !== name.charCodeAt(at - from)) return undefined;
    return name;
  }

  /** @param name of ASCII only, since its characters are compared with bytes */
  keep(hash: number, name: string): void {
    this.#names[hash & (SLOTS - 1)] = name;
  }
}
