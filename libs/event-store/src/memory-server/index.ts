export { startMemoryServer, type MemoryServer } from './memory-server';
