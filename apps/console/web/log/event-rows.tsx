import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { LineView } from '../api/logs';
import { numberText, Time } from '../parts/words';

/** Rows have one height, so that a place in the list is a position of the log. */
const ROW_PX = 30;
const JUMP = 20;

/** A row: what is known of it so far. */
export interface Row {
  readonly position?: number;
  readonly line?: LineView | undefined;
}

export interface Rows {
  readonly count: number;
  readonly rowAt: (index: number) => Row;
  /** Told which rows are seen, the first and the last. */
  readonly onSeen: (first: number, last: number) => void;
  readonly chosen: number | undefined;
  /** The row that is seen first; the topmost if not given. */
  readonly startAt?: number;
  readonly onChoose: (position: number) => void;
  /** Told when the first row is no longer seen. */
  readonly onScrolledAway?: () => void;
}

/** A list of which only what is seen exists: as long as the browser lets an element be high. */
export const EventRows = ({ count, rowAt, onSeen, chosen, onChoose, onScrolledAway, startAt = 0 }: Rows) => {
  const box = useRef<HTMLDivElement>(null);
  const begin = useRef(startAt);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    initialOffset: begin.current * ROW_PX,
  });
  const seen = rows.getVirtualItems();
  const [first, last] = [seen[0]?.index ?? 0, seen.at(-1)?.index ?? 0];
  useEffect(() => onSeen(first, last), [first, last, onSeen]);
  const indexOf = (position: number): number => {
    for (const { index } of seen) if (rowAt(index).position === position) return index;
    return -1;
  };
  const isSeen = chosen !== undefined && indexOf(chosen) >= 0;
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: JUMP, PageUp: -JUMP }[event.key];
    const end = { Home: 0, End: count - 1 }[event.key];
    if (step === undefined && end === undefined) return;
    event.preventDefault();
    const at = chosen === undefined ? first - 1 : indexOf(chosen);
    const next = end ?? Math.max(0, Math.min(count - 1, (at < 0 ? first : at) + (step ?? 0)));
    rows.scrollToIndex(next);
    const { position } = rowAt(next);
    if (position !== undefined) onChoose(position);
  };
  return (
    <div
      ref={box}
      className="rows"
      role="listbox"
      aria-label="Events, the latest first"
      aria-activedescendant={isSeen ? `event-${chosen}` : undefined}
      tabIndex={0}
      onKeyDown={move}
      onScroll={({ currentTarget }) => {
        if (currentTarget.scrollTop > ROW_PX * 2) onScrolledAway?.();
      }}
    >
      <div role="presentation" style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {seen.map(({ index, start }) => {
          const { position, line } = rowAt(index);
          return (
            <div
              key={position ?? `row ${index}`}
              id={position === undefined ? undefined : `event-${position}`}
              role="option"
              aria-selected={position !== undefined && position === chosen}
              aria-posinset={index + 1}
              aria-setsize={count}
              className="row"
              style={{ height: ROW_PX, transform: `translateY(${start}px)` }}
              onClick={() => {
                if (position !== undefined) onChoose(position);
              }}
            >
              <span className="position">{position === undefined ? '…' : numberText(position)}</span>
              {line ? (
                <>
                  <span className="when">
                    <Time at={line.recordedAt} />
                  </span>
                  <span className="type">{line.type}</span>
                  <span className="row-tags">{line.tags.join('  ')}</span>
                  <span className="excerpt">{line.excerpt}</span>
                </>
              ) : (
                <span className="blank" aria-label="being read" role="img" />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
};

/** Rows that a list can have in this browser: an element may be only so high. */
export const mostRows = (): number => {
  const probe = document.createElement('div');
  document.body.append(probe);
  let height = 32_000_000;
  for (; height > 1_000_000; height /= 2) {
    probe.style.height = `${height}px`;
    if (probe.offsetHeight >= height - 1) break;
  }
  probe.remove();
  return Math.floor(height / ROW_PX);
};
