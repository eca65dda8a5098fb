import path from 'node:path';

import crossSpawn from 'cross-spawn';

/**
 * Runs the same tests with the commercial runtime `aer`, for a second opinion. Without it on the machine's PATH nothing is done.
 * @returns the exit code; null when there is no `aer`
 * @see https://www.octoberswimmer.com/tools/aer
 */
export function testWithAer(project: string): number | null {
    const result = crossSpawn.sync('aer', ['test', path.join(project, 'force-app/main/default')], {
        stdio: 'inherit'
    });
    return result.error ? null : (result.status ?? 1);
}
