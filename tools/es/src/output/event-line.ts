import type { RecordedEvent } from '@event-sourcing/event-store';
import { styled } from './answer';

/** An event in a line: `17  2026-11-28T09:00:00.000Z  MoneyDeposited  account:ann  {"amount":"1.00"}`. */
export const eventLine = ({ position, recordedAt, type, version, tags, data }: RecordedEvent): string =>
  [
    styled('bold', String(position)),
    styled('dim', recordedAt.toISOString()),
    styled('cyan', version === 1 ? type : `${type} v${version}`),
    styled('green', tags.join(' ')),
    JSON.stringify(data),
  ].join('  ');
