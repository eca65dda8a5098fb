import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { metadataFolder } from './bundles.ts';
import type { Check, Finding } from './finding.ts';

/** A rule that Apex has to keep, beyond types: it finds what breaks it. */
interface Rule {
    /** Classes that it is about, by their source. */
    readonly applies: (source: string) => boolean;
    /** Places that may break it. */
    readonly pattern: RegExp;
    /** What is wrong with one of them; nothing when it is sound. */
    readonly wrong: (place: string, labels: ReadonlySet<string>) => string | undefined;
    /** Whether it looks at texts as well; else they are empty. */
    readonly inTexts?: boolean;
}

const everywhere = (): boolean => true;
const isTest = (source: string): boolean => /@IsTest\b/i.test(source);

/** A query in brackets; `[0]` and `[i]` are none. */
const query = /\[\s*(?:SELECT|FIND)\b[^\]]*\]/gis;

const text = /'(?:\\.|[^'\\\n])*'/g;

const dml =
    /(?<=^|[;{})]\s*|\belse\s+)(?:insert|update|upsert|delete|undelete|merge)\b(?!\s*[(:])[^;]*;/gim;

/** Profiles that come with Salesforce, as they are named in English. */
const profile =
    /^'(System Administrator|Standard( Platform)? User|Minimum Access - [^']+|Read Only|Solution Manager|Marketing User|Contract Manager)'$/i;

/** What belongs to the customer, and is there to be asked for. */
const customersData =
    /\bFROM\s+(FlowDefinitionView|\w+__mdt|Account|Contact|Lead|Case|Opportunity)\b/i;

const rules: readonly Rule[] = [
    // Version 67.0 of Apex makes user mode the default: code whose mode isn't written changes what it does.
    {
        applies: everywhere,
        pattern: query,
        wrong: (place) =>
            /\bWITH\s+(USER_MODE|SYSTEM_MODE)\b/i.test(place)
                ? undefined
                : 'A query without WITH USER_MODE or WITH SYSTEM_MODE'
    },
    {
        applies: everywhere,
        pattern: dml,
        wrong: (place) =>
            /^\w+\s+as\s+(user|system)\b/i.test(place)
                ? undefined
                : 'A DML statement without "as user" or "as system"'
    },
    {
        applies: everywhere,
        pattern:
            /\b(?:Database\.(?:query|queryWithBinds|countQuery|countQueryWithBinds|getQueryLocator\w*|insert\w*|update\w*|upsert|delete\w*|undelete|merge|convertLead)|Search\.(?:query|find|suggest))\s*\([^;]*;/gis,
        wrong: (place) =>
            /AccessLevel\.(USER|SYSTEM)_MODE/i.test(place)
                ? undefined
                : 'A call of Database or Search without AccessLevel.USER_MODE or SYSTEM_MODE'
    },
    // Salesforce translates the names of profiles, and admins rename them. Permission sets have an API name; their label is translated.
    {
        applies: everywhere,
        pattern: query,
        wrong: (place) =>
            /\bFROM\s+(Profile|UserRole|UserLicense)\b.*\bWHERE\b.*(?<![.\w])Name\s*(=|IN|LIKE|!=)/is.test(
                place
            ) ||
            /\bFROM\s+PermissionSet\b.*\bWHERE\b.*\bLabel\s*(=|IN|LIKE|!=)/is.test(place) ||
            /\b(Profile|UserRole|UserLicense)\.Name\s*(=|IN|LIKE|!=)/i.test(place)
                ? 'Asks by a name that other orgs have in other words: ask by license key, API name or id'
                : undefined
    },
    {
        applies: everywhere,
        inTexts: true,
        pattern: text,
        wrong: (place) =>
            profile.test(place) || /\bFROM\s+Profile\b.*\bName\s*(=|IN\b|LIKE|!=)/is.test(place)
                ? 'A profile by its English name: ask by license key or id'
                : undefined
    },
    // A test that needs what customers may change fails in their org, and with it the whole deployment.
    {
        applies: isTest,
        inTexts: true,
        pattern: new RegExp(`${query.source}|${text.source}`, 'gis'),
        wrong: (place) =>
            customersData.test(place)
                ? "A test asks for the customer's data: stand in for it"
                : undefined
    },
    {
        applies: isTest,
        pattern:
            /\b\w+__mdt\s*\.\s*(?:getAll|getInstance)\s*\(|\bFlow\.Interview\b|\bMetadata\.Operations\b|\bSeeAllData\s*=\s*true/gi,
        wrong: () => 'A test reads what the customer may change: stand in for it'
    },
    {
        applies: isTest,
        pattern: new RegExp(
            `${dml.source}|\\bDatabase\\.(?:insert|update|upsert|delete|merge)\\w*\\s*\\([^;]*;`,
            'gim'
        ),
        wrong: (place) =>
            /\bnew\s+(User|PermissionSetAssignment|Glance_\w+)\b/i.test(place)
                ? undefined
                : "A test writes records that the customer's validation and duplicate rules may refuse: build them in memory"
    },
    {
        applies: isTest,
        inTexts: true,
        pattern: text,
        wrong: (place, labels) =>
            place.includes(' ') && labels.has(place.slice(1, -1))
                ? "A test expects a label's words, which admins translate: name the label"
                : undefined
    },
    // App Builder can't save a page that holds a value which a pick list refuses.
    {
        applies: (source) => /\bextends\s+VisualEditor\.DynamicPickList\b/i.test(source),
        pattern: /^[\s\S]*$/g,
        wrong: (source) =>
            /\boverride\s+Boolean\s+isValid\s*\([^)]*\)\s*\{\s*return\s+true;\s*\}/i.test(source)
                ? undefined
                : 'A pick list without an isValid that keeps any value: a page can no longer be saved once a chosen one is gone'
    }
];

/** What the type checker and PMD don't look at: access modes, names in one language, tests on customers' data, pick lists. */
export const apexSource: Check = {
    name: 'Apex that every org takes',
    async run({ built }) {
        const folder = join(metadataFolder, 'classes');
        const classes = (await readdir(join(built, folder)).catch(() => []))
            .filter((file) => file.endsWith('.cls'))
            .sort();
        const labels = await labelWords(built);
        const findings: Finding[] = [];
        for (const name of classes) {
            const file = join(folder, name);
            const source = emptied(await readFile(join(built, file), 'utf8'));
            const withoutTexts = source.replace(text, "''");
            for (const { applies, pattern, wrong, inTexts } of rules) {
                const searched = inTexts ? source : withoutTexts;
                for (const { index, 0: place } of applies(source)
                    ? searched.matchAll(pattern)
                    : []) {
                    const message = wrong(place, labels);
                    if (message !== undefined) {
                        const line = searched.slice(0, index).split('\n').length;
                        findings.push({ file, line, message });
                    }
                }
            }
        }
        return { findings };
    }
};

/** The words of all labels. */
async function labelWords(built: string): Promise<ReadonlySet<string>> {
    const folder = join(built, metadataFolder, 'labels');
    const files = await readdir(folder).catch(() => []);
    const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
    const values = texts.flatMap((file) => [...file.matchAll(/<value>([^<]+)<\/value>/g)]);
    return new Set(values.map(([, value = '']) => value));
}

/** The same source with its comments emptied, so that they aren't taken for code; lines stay where they are. */
function emptied(source: string): string {
    const parts = /'(?:\\.|[^'\\\n])*'|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
    return source.replace(parts, (part) =>
        part.startsWith("'") ? part : part.replace(/[^\n]/g, ' ')
    );
}
