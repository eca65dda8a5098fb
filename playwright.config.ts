import { defineConfig } from '@playwright/test';
import { browserArguments, findChromium } from './scripts/chromium.ts';

export default defineConfig({
    testDir: 'test/browser',
    globalSetup: './test/browser/build-stage.ts',
    outputDir: 'test-results',
    // Limits for a busy machine: a test waits for what happens, not for time.
    timeout: 120_000,
    expect: { timeout: 20_000 },
    // One more try on a build machine, told as flaky in the report: two browsers and five servers share its cores.
    retries: process.env['CI'] ? 1 : 0,
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
