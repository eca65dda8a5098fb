export { createLoginKey, expirationAfter, MAX_LIFETIME, type LoginKeyParts } from './login-key.ts';
export { startLoginKeyService, type LoginKeyServiceOptions } from './start-login-key-service.ts';
export { openService, startServer, type OpenService, type RunningService } from './server.ts';
export { SettingsError } from './settings/checks.ts';
export { settingsFrom } from './settings/settings-from.ts';
