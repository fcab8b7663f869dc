import { MongoClient } from 'mongodb';

/** Whether the driver can read it; nobody is connected to. */
export const isConnectionString = (uri: string): boolean => {
  try {
    return new MongoClient(uri) instanceof MongoClient;
  } catch {
    return false;
  }
};
