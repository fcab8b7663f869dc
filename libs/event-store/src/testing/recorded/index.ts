export { recordRelease, type RecordedDomain } from './record-release';
export { recordedHistories, type RecordedHistory } from './replay';
