import { startServer, type RunningService } from './server.ts';
import { SettingsError } from './settings/checks.ts';
import { settingsFrom } from './settings/settings-from.ts';

try {
    const starting = startServer(settingsFrom(process.env));
    process.once('SIGTERM', () => leave(starting, 'drain'));
    process.once('SIGINT', () => leave(starting, 'close'));
    await starting;
} catch (error) {
    console.error(startProblem(error));
    process.exitCode = 1;
}

/** A second signal is left to Node, which then ends the process at once. */
function leave(starting: Promise<RunningService>, how: 'drain' | 'close'): void {
    starting
        .then((service) => service[how]())
        .then(
            () => process.exit(0),
            () => process.exit(1)
        );
}

function startProblem(error: unknown): string {
    if (error instanceof SettingsError) return error.message;
    const { code, port } = error as NodeJS.ErrnoException & { port?: number };
    if (code === 'EADDRINUSE') {
        return `The login key service cannot start:\n  - Port ${port} is taken. Stop what uses it, or set PORT or METRICS_PORT.`;
    }
    return `The login key service cannot start: ${code ?? (error instanceof Error ? error.message : 'unknown error')}`;
}
