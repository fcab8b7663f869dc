export { Public, Requires } from './access.decorator';
export { type AuthConfig, authSettings } from './auth-config';
export { AUTHENTICATION, type Authentication, AuthGuard } from './auth.guard';
export { requireOwner } from './require-owner';
export { tokenVerifier } from './token-verifier';
