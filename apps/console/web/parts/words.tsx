import { Link } from 'wouter';

const NUMBER = new Intl.NumberFormat('en');
const TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'medium' });

/** 1,234,567 */
export const numberText = (value: number): string => NUMBER.format(value);

/** A time as people near the screen read it, to the second. */
export const Time = ({ at }: { readonly at: string }) => (
  <time dateTime={at} title={at}>
    {TIME.format(new Date(at))}
  </time>
);

export const eventAddress = (log: string, position: number): string => `/log/${log}/${position}`;

export const entityAddress = (log: string, tag: string, at?: number): string =>
  `/entity/${log}?${new URLSearchParams({ tag, ...(at !== undefined && { at: String(at) }) }).toString()}`;

/** Leads to an event. */
export const PositionLink = ({ log, position }: { readonly log: string; readonly position: number }) => (
  <Link href={eventAddress(log, position)} className="position">
    {numberText(position)}
  </Link>
);

/** Tags, each leading to its entity. */
export const Tags = ({
  log,
  tags,
  at,
}: {
  readonly log: string;
  readonly tags: readonly string[];
  readonly at?: number;
}) => (
  <span className="tags">
    {tags.map((tag) => (
      <Link key={tag} href={entityAddress(log, tag, at)} className="tag">
        {tag}
      </Link>
    ))}
  </span>
);

/** How something is doing, in a word and a colour that goes with it. */
export const Mood = ({
  mood,
  children,
}: {
  readonly mood: 'good' | 'bad' | 'warn' | 'plain';
  readonly children: string;
}) => <span className={`mood ${mood}`}>{children}</span>;
