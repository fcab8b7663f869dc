export { ACCESS, type Access, Public, Requires } from './access.decorator';
export { type AuthConfig, authSettings } from './auth-config';
export { forbidden } from './auth-problems';
export { AUTHENTICATION, type Authentication, AuthGuard } from './auth.guard';
export { Caller } from './caller.decorator';
export { ownToken } from './issue-token';
export { OwnToken, type ServiceIdentity } from './own-token';
export { requireOwner } from './require-owner';
export { tokenVerifier } from './token-verifier';
