export { MongoSnapshotStorage } from './mongo-snapshot-storage';
