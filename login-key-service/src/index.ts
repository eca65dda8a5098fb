export { createLoginKey, expirationAfter, MAX_LIFETIME, type LoginKeyParts } from './login-key.ts';
export { startLoginKeyService, type LoginKeyServiceOptions } from './start-login-key-service.ts';
