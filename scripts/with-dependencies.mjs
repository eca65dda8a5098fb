// Runs a script of the project: `node scripts/with-dependencies.mjs scripts/<name>.ts [arguments]`.
// The one file in plain JavaScript: it installs what everything else, TypeScript included, needs.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const OLDEST_NODE = [20, 11];
const root = path.resolve(import.meta.dirname, '..');
const marker = path.join(root, 'node_modules', '.installed-lock');

function checkNode() {
    const [major, minor] = process.versions.node.split('.').map(Number);
    if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
        console.error(
            `Node ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`
        );
        process.exit(1);
    }
}

function installDependencies() {
    const lock = createHash('sha256')
        .update(readFileSync(path.join(root, 'package-lock.json')))
        .digest('hex');
    if (existsSync(marker) && readFileSync(marker, 'utf8') === lock) {
        return;
    }
    console.log('Installing dependencies (npm ci) …');
    // By a shell, since npm is a .cmd file on Windows; as one text, in which there is nothing to quote.
    const { status } = spawnSync('npm ci --no-audit --no-fund --loglevel=error', {
        cwd: root,
        stdio: ['ignore', 'inherit', 'inherit'],
        shell: true
    });
    if (status !== 0) {
        console.error('npm ci failed: see above. Fix that, then run the same command again.');
        process.exit(status ?? 1);
    }
    writeFileSync(marker, lock);
}

checkNode();
installDependencies();
const child = spawn(process.execPath, ['--import', 'tsx', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit'
});
// Ctrl-C reaches both processes; the child stops in its own time.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
