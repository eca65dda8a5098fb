import { defineConfig } from '@playwright/test';
import { browserArguments, findChromium } from './scripts/chromium.ts';

export default defineConfig({
    testDir: 'test/browser',
    globalSetup: './test/browser/build-stage.ts',
    outputDir: 'test-results',
    timeout: 60_000,
    expect: { timeout: 10_000 },
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
