import type { ChainFault, HeadHash, Verification } from '@event-sourcing/event-store';
import { count, counted } from '@event-sourcing/tools-kit';

const headText = ({ position, hash }: HeadHash): string => `${position}:${hash}`;

/** What a verification found, in lines for people. */
export const reportLines = (
  { commits, head, fault }: Verification,
  { from, published }: { readonly from?: HeadHash; readonly published?: HeadHash },
): readonly string[] => {
  const begin = from ? `, behind position ${count(from.position)}` : '';
  const good = `${counted(commits, 'commit')} in order${begin}, up to position ${count(head.position)}.`;
  if (fault) return [`FAULT ${faultText(fault)}`, `Before it: ${good}`];
  return [
    `Good: ${good}`,
    published
      ? 'The published head is part of it.'
      : 'That nothing was cut off, or written anew, only a head published elsewhere can show: see --published.',
    `Head to publish: ${headText(head)}`,
  ];
};

const faultText = ({ kind, position, commitId, detail }: ChainFault): string =>
  `${kind}${position === undefined ? '' : ` at position ${position}`}${commitId === undefined ? '' : `, commit ${commitId}`}: ${detail}`;
