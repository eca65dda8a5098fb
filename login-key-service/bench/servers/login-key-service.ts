/** This service as it is deployed: the compiled code, settings from the environment. */
import { announce } from './shared.ts';

const { startServer } = (await import(
    '../../dist/server.js' as string
)) as typeof import('../../src/server.ts');
const { settingsFrom } = (await import(
    '../../dist/settings/settings-from.js' as string
)) as typeof import('../../src/settings/settings-from.ts');

const service = await startServer(settingsFrom(process.env));
announce(service.app.server);
