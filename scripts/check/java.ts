import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const needed = 11;
const aptPackage = 'openjdk-17-jre-headless';

/**
 * Makes sure that Java is there. On Debian as root it is installed; elsewhere that is left to the user.
 * @returns why it is missing, or nothing
 */
export function ensureJava(): { readonly missing?: string } {
    if (hasJava()) {
        return {};
    }
    if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
        console.log(`Java is missing: installing ${aptPackage} for the two checks that need it.`);
        for (const args of [['update'], ['install', '-y', '--no-install-recommends', aptPackage]]) {
            spawnSync('apt-get', args, {
                stdio: 'ignore',
                env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
            });
        }
        if (hasJava()) {
            return {};
        }
    }
    return { missing: `Java ${needed} or later is not installed` };
}

function hasJava(): boolean {
    const { status, stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
    const version = /version "(\d+)/.exec(stderr ?? '')?.[1];
    return status === 0 && Number(version) >= needed;
}
