import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';

const project = resolve(import.meta.dirname, '../../..');

/** A link or picture of a document, and the line that it is on. */
interface Link {
    readonly target: string;
    readonly line: number;
}

/** Everything that people read: README.md, docs, and the READMEs of bundles. */
async function documents(): Promise<string[]> {
    const docs = (await readdir(join(project, 'docs'))).filter((name) => name.endsWith('.md'));
    const bundles = 'force-app/main/default/lwc';
    const readmes = (await readdir(join(project, bundles))).map((name) =>
        join(bundles, name, 'README.md')
    );
    return ['README.md', ...docs.map((name) => join('docs', name)), ...readmes]
        .map((file) => join(project, file))
        .filter((file) => existsSync(file));
}

/** Links and pictures in Markdown, but for those in code. */
function linksIn(text: string): Link[] {
    let inCode = false;
    return text.split('\n').flatMap((content, i) => {
        if (content.trimStart().startsWith('```')) {
            inCode = !inCode;
        }
        const prose = inCode ? '' : content.replace(/`[^`]*`/g, '');
        return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => ({
            target,
            line: i + 1
        }));
    });
}

/** The anchors of headings, as GitHub makes them. */
function anchorsIn(text: string): ReadonlySet<string> {
    return new Set(
        [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
            heading
                .toLowerCase()
                .replace(/[^\p{L}\p{N} _-]/gu, '')
                .replaceAll(' ', '-')
        )
    );
}

/** Why a link leads nowhere; nothing when it leads somewhere. */
async function problemOf(from: string, target: string): Promise<string | undefined> {
    if (/^(https?|mailto):/.test(target)) {
        return undefined;
    }
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? from : resolve(dirname(from), decodeURIComponent(path));
    if (relative(project, file).startsWith('..') || !existsSync(file)) {
        return 'there is no such file';
    }
    if (anchor !== undefined && file.endsWith('.md')) {
        return anchorsIn(await readFile(file, 'utf8')).has(anchor)
            ? undefined
            : 'there is no such heading';
    }
    return undefined;
}

test('links and pictures of the documents lead somewhere', async () => {
    const broken: string[] = [];
    for (const file of await documents()) {
        for (const { target, line } of linksIn(await readFile(file, 'utf8'))) {
            const problem = await problemOf(file, target);
            if (problem !== undefined) {
                broken.push(`${relative(project, file)}:${line} ${target}: ${problem}`);
            }
        }
    }
    assert.deepEqual(broken, []);
});

test('a link to nowhere is found', async () => {
    const here = join(project, 'docs', 'admin-guide.md');
    const text = 'See [this](nowhere.md), `[not this](x)` and ![that](images/none.png).';
    const links = linksIn(text).map(({ target }) => target);
    assert.deepEqual(links, ['nowhere.md', 'images/none.png']);
    assert.equal(await problemOf(here, 'nowhere.md'), 'there is no such file');
    assert.equal(await problemOf(here, '#no-such-heading'), 'there is no such heading');
    assert.equal(await problemOf(here, 'https://example.com/none'), undefined);
});
