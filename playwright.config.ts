import { defineConfig } from '@playwright/test';
import { browserArguments, findChromium } from './scripts/chromium.ts';

export default defineConfig({
    testDir: 'test/browser',
    globalSetup: './test/browser/build-stage.ts',
    outputDir: 'test-results',
    // Limits for a busy machine: a test waits for what happens, not for time.
    timeout: 120_000,
    expect: { timeout: 20_000 },
    // What fails once is looked at, not tried again.
    retries: 0,
    // Each test file starts a stage of its own.
    fullyParallel: false,
    workers: 2,
    forbidOnly: Boolean(process.env['CI']),
    reporter: 'line',
    use: {
        browserName: 'chromium',
        viewport: { width: 1280, height: 900 },
        screenshot: 'only-on-failure',
        launchOptions: {
            executablePath: await findChromium(),
            args: [...browserArguments]
        }
    }
});
