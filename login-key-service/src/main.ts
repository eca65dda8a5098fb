import { startServer } from './server.ts';
import { SettingsError } from './settings/checks.ts';
import { settingsFrom } from './settings/settings-from.ts';

try {
    const settings = settingsFrom(process.env);
    const service = await startServer(settings);
    const leave = (withDelay: boolean) => {
        void (withDelay ? service.drain() : service.close()).then(() => process.exit(0));
    };
    process.once('SIGTERM', () => leave(true));
    process.once('SIGINT', () => leave(false));
} catch (error) {
    console.error(startProblem(error));
    process.exitCode = 1;
}

function startProblem(error: unknown): string {
    if (error instanceof SettingsError) return error.message;
    const { code, port } = error as NodeJS.ErrnoException & { port?: number };
    if (code === 'EADDRINUSE') {
        return `The login key service cannot start:\n  - Port ${port} is taken. Stop what uses it, or set PORT or METRICS_PORT.`;
    }
    return `The login key service cannot start: ${code ?? (error instanceof Error ? error.message : 'unknown error')}`;
}
