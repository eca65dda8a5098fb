import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { metadataFolder } from './bundles.ts';
import type { Check, Finding } from './finding.ts';

/** A rule that Apex has to keep, beyond types: it finds what breaks it. */
interface Rule {
    /** Classes that it is about. */
    readonly applies: (name: string, source: string) => boolean;
    /** Places that may break it. */
    readonly pattern: RegExp;
    /** What is wrong with one of them; nothing when it is sound. */
    readonly wrong: (place: string) => string | undefined;
}

const everywhere = (): boolean => true;
const isTest = (_name: string, source: string): boolean => /@IsTest\b/i.test(source);

/** A query in brackets; `[0]` and `[i]` are none. */
const query = /\[\s*(?:SELECT|FIND)\b[^\]]*\]/gis;

const rules: readonly Rule[] = [
    // Version 67.0 of Apex makes user mode the default: code whose mode isn't written changes what it does.
    {
        applies: everywhere,
        pattern: query,
        wrong: (text) =>
            /\bWITH\s+(USER_MODE|SYSTEM_MODE)\b/i.test(text)
                ? undefined
                : 'A query without WITH USER_MODE or WITH SYSTEM_MODE'
    },
    {
        applies: everywhere,
        pattern:
            /(?<=^|[;{}]\s*)(?:insert|update|upsert|delete|undelete|merge)\b(?!\s*[(:])[^;]*;/gim,
        wrong: (text) =>
            /^\w+\s+as\s+(user|system)\b/i.test(text)
                ? undefined
                : 'A DML statement without "as user" or "as system"'
    },
    {
        applies: everywhere,
        pattern:
            /\bDatabase\.(?:query|queryWithBinds|countQuery|countQueryWithBinds|getQueryLocator\w*|insert|update|upsert|delete|undelete|merge|convertLead)\s*\([^;]*;/gis,
        wrong: (text) =>
            /AccessLevel\.(USER|SYSTEM)_MODE/i.test(text)
                ? undefined
                : 'A call of Database without AccessLevel.USER_MODE or SYSTEM_MODE'
    },
    // Salesforce translates the names of profiles, and admins rename them. Permission sets have an API name; their label is translated.
    {
        applies: everywhere,
        pattern: query,
        wrong: (text) =>
            /\bFROM\s+(Profile|UserRole|UserLicense)\b.*\bWHERE\b.*(?<![.\w])Name\s*(=|IN|LIKE|!=)/is.test(
                text
            ) ||
            /\bFROM\s+PermissionSet\b.*\bWHERE\b.*\bLabel\s*(=|IN|LIKE|!=)/is.test(text) ||
            /\b(Profile|UserRole|UserLicense)\.Name\s*(=|IN|LIKE|!=)/i.test(text)
                ? 'Asks by a name that other orgs have in other words: ask by license key, API name or id'
                : undefined
    },
    // A test that needs what customers may change fails in their org, and with it the whole deployment.
    {
        applies: isTest,
        pattern: query,
        wrong: (text) =>
            /\bFROM\s+(FlowDefinitionView|\w+__mdt|Account|Contact|Lead|Case|Opportunity)\b/i.test(
                text
            )
                ? "A test asks for the customer's data: stand in for it"
                : undefined
    },
    {
        applies: isTest,
        pattern:
            /\b\w+__mdt\s*\.\s*(?:getAll|getInstance)\s*\(|\bFlow\.Interview\b|\bSeeAllData\s*=\s*true/gi,
        wrong: () => 'A test reads what the customer may change: stand in for it'
    },
    {
        applies: isTest,
        pattern:
            /(?<=^|[;{}]\s*)(?:insert|update|upsert|delete|undelete|merge)\b(?!\s*[(:])[^;]*;/gim,
        wrong: (text) =>
            /\bnew\s+(User|PermissionSetAssignment|Glance_\w+)\b/i.test(text)
                ? undefined
                : "A test writes records that the customer's validation and duplicate rules may refuse: build them in memory"
    },
    // App Builder can't save a page that holds a value which a pick list refuses.
    {
        applies: (_name, source) => /\bextends\s+VisualEditor\.DynamicPickList\b/i.test(source),
        pattern: /^[\s\S]*$/g,
        wrong: (source) =>
            /\boverride\s+Boolean\s+isValid\s*\(/i.test(source)
                ? undefined
                : 'A pick list without isValid: a page can no longer be saved once a chosen value is gone'
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
        const findings: Finding[] = [];
        for (const name of classes) {
            const source = withoutComments(await readFile(join(built, folder, name), 'utf8'));
            for (const { applies, pattern, wrong } of rules) {
                for (const { index, 0: place } of applies(name, source)
                    ? source.matchAll(pattern)
                    : []) {
                    const message = wrong(place);
                    if (message !== undefined) {
                        const line = source.slice(0, index).split('\n').length;
                        findings.push({ file: join(folder, name), line, message });
                    }
                }
            }
        }
        return { findings };
    }
};

/** The same text with comments and texts emptied, so that neither is taken for code; lines stay where they are. */
function withoutComments(source: string): string {
    const parts = /'(?:\\.|[^'\\\n])*'|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
    return source.replace(parts, (part) =>
        part.startsWith("'") ? `''` : part.replace(/[^\n]/g, ' ')
    );
}
