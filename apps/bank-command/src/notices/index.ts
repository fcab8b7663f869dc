export { NoticesModule } from './notices.module';
export { NOTICES } from './notices.token';
