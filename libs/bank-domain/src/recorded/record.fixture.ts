import { parseArgs } from 'node:util';
import { recordRelease } from '@event-sourcing/event-store/testing';
import { recordedBank } from './bank.fixture';

// npm run events:record -- --release=v2
const { values } = parseArgs({ options: { release: { type: 'string' } } });
if (!values.release) throw new Error('Name the release: npm run events:record -- --release=v2');
for (const path of await recordRelease(recordedBank, values.release)) console.log(`Recorded ${path}`);
