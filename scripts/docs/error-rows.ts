import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import ts from 'typescript';
import type { ErrorCode, ErrorTable } from './error-code.ts';

const metadata = resolve(import.meta.dirname, '../../force-app/main/default');

/** A row of the error table, with its words. */
export interface ErrorText {
    readonly code: ErrorCode;
    readonly happened: string;
    readonly action: string;
    readonly who: 'agent' | 'admin' | 'glance';
    readonly retryable: boolean;
}

/** All rows of the error table, in its order, with the words of the custom labels. */
export async function readErrorRows(): Promise<readonly ErrorText[]> {
    const [table, labels] = await Promise.all([readTable(), readLabels()]);
    const wordsOf = (label: string): string => {
        const words = labels.get(label);
        if (words === undefined) {
            throw new Error(`The error table names the label ${label}, which there is not.`);
        }
        return words;
    };
    return Object.entries(table).map(([code, { happened, action, who, retryable }]) => ({
        code: code as ErrorCode,
        happened: wordsOf(happened),
        action: wordsOf(action),
        who,
        retryable
    }));
}

/** The table with names of labels in place of their words: only Salesforce can import a label. */
async function readTable(): Promise<ErrorTable> {
    const source = await readFile(join(metadata, 'lwc/glanceErrors/errorTable.ts'), 'utf8');
    const named = source.replace(
        /^import (\w+) from '@salesforce\/label\/c\.(\w+)';$/gm,
        "const $1 = '$2';"
    );
    const { outputText } = ts.transpileModule(named, {
        compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext }
    });
    const module: { errorTable: ErrorTable } = await import(
        `data:text/javascript,${encodeURIComponent(outputText)}`
    );
    return module.errorTable;
}

async function readLabels(): Promise<ReadonlyMap<string, string>> {
    const xml = await readFile(join(metadata, 'labels/CustomLabels.labels-meta.xml'), 'utf8');
    const { CustomLabels } = new XMLParser({ parseTagValue: false }).parse(xml) as {
        CustomLabels: { labels: readonly { fullName: string; value: string }[] };
    };
    return new Map(CustomLabels.labels.map(({ fullName, value }) => [fullName, value]));
}
