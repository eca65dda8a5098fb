import { XMLParser } from 'fast-xml-parser';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { metadataFolder } from './bundles.ts';
import type { Check, Finding } from './finding.ts';

type Node = { readonly [name: string]: Node | Node[] | string };

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false });

/**
 * Flow Builder draws what leads where; a flow written by hand ends in silence where a connector is missing. So each element has to be
 * reached from the start, and each connector has to lead to an element.
 */
export const flows: Check = {
    name: 'Ways through flows',
    async run({ built }) {
        const folder = join(metadataFolder, 'flows');
        const files = await readdir(join(built, folder)).catch(() => []);
        const findings: Finding[] = [];
        for (const name of files.sort()) {
            const file = join(folder, name);
            const text = await readFile(join(built, file), 'utf8');
            const flow = (parser.parse(text) as Record<string, Node>)['Flow'] ?? {};
            findings.push(...wrongWays(flow).map((message) => ({ file, message })));
        }
        return { findings };
    }
};

function wrongWays(flow: Node): string[] {
    // Variables and the like have a name, too, but no place on the canvas.
    const elements = new Map(
        Object.values(flow)
            .flat()
            .filter((node): node is Node => typeof node === 'object')
            .filter((node) => 'name' in node && 'locationX' in node)
            .map((node) => [String(node['name']), node])
    );
    const reached = new Set<string>();
    const ahead = targetsIn(flow['start'] ?? {});
    for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
        if (!reached.has(name)) {
            reached.add(name);
            ahead.push(...targetsIn(elements.get(name) ?? {}));
        }
    }
    return [
        ...[...reached]
            .filter((name) => !elements.has(name))
            .map((name) => `A connector leads to ${name}, which is not there`),
        ...[...elements.keys()]
            .filter((name) => !reached.has(name))
            .map((name) => `No way leads to ${name}`)
    ];
}

/** Where the connectors of an element lead, those of its outcomes as well. */
function targetsIn(node: Node | Node[] | string): string[] {
    if (typeof node === 'string') {
        return [];
    }
    return Object.entries(node).flatMap(([name, value]) =>
        name === 'targetReference' && typeof value === 'string' ? [value] : targetsIn(value)
    );
}
