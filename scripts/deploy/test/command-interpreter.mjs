/*
 * Takes the place of cmd.exe for `cmd.exe /d /s /c "…"`: finds the program's `.cmd` file on the path and what words cmd.exe would hand
 * to it, and runs the script beside that file. As with cmd.exe, `^` lets the next character stand for itself, also within a word; what the
 * program then gets is cut into words at spaces outside of quotes.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const [disablesAutorun, stripsQuotes, runs, line = ''] = process.argv.slice(2);
if (disablesAutorun !== '/d' || stripsQuotes !== '/s' || runs !== '/c') {
    throw new Error(`Not called as cmd.exe is: ${process.argv.slice(2).join(' ')}`);
}
const typed = line.replace(/^"|"$/g, '').replace(/\^(.)/gs, '$1');
const words = [...typed.matchAll(/(?:[^\s"]|"(?:\\"|[^"])*")+/g)].map(([word]) =>
    word.replace(/(\\?)"/g, (_, escaped) => (escaped ? '"' : ''))
);
const [program = '', ...args] = words;
const found = (process.env.PATH ?? '')
    .split(';')
    .map((folder) => join(folder, `${program}.cmd`))
    .find(existsSync);
if (found === undefined) {
    console.error(`'${program}' is not recognized as an internal or external command.`);
    process.exit(1);
}
const { status } = spawnSync(found.replace(/\.cmd$/, '.script'), args, { stdio: 'inherit' });
process.exitCode = status ?? 1;
