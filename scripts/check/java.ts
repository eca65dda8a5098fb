import { existsSync } from 'node:fs';
import { ask } from '../programs.ts';

const oldest = 11;
const aptPackage = 'openjdk-17-jre-headless';

/** What there is to find out, and to do, about Java on this machine. */
export interface Machine {
    hasJava(): boolean;
    /** Whether this is Debian, and we may install there. */
    mayInstall(): boolean;
    install(): void;
}

/**
 * Makes sure that Java is there. On Debian as root it is installed; elsewhere that is left to the user.
 * @returns why it is missing, or nothing
 */
export function ensureJava(machine: Machine = thisMachine): { readonly missing?: string } {
    if (machine.hasJava()) {
        return {};
    }
    if (machine.mayInstall()) {
        console.log(`Java is missing: installing ${aptPackage} for the two checks that need it.`);
        machine.install();
        if (machine.hasJava()) {
            return {};
        }
    }
    return { missing: `Java ${oldest} or later is not installed` };
}

const thisMachine: Machine = {
    hasJava() {
        const { code, errors } = ask('java', ['-version']);
        const version = /version "(\d+)/.exec(errors)?.[1];
        return code === 0 && Number(version) >= oldest;
    },
    mayInstall: () => existsSync('/etc/debian_version') && process.getuid?.() === 0,
    install() {
        const env = { DEBIAN_FRONTEND: 'noninteractive' };
        for (const args of [['update'], ['install', '-y', '--no-install-recommends', aptPackage]]) {
            ask('apt-get', args, env);
        }
    }
};
