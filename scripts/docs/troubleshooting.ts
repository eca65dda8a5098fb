import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { causes } from './causes.ts';
import { readErrorRows, type ErrorText } from './error-rows.ts';
import { withoutCode } from './without-code.ts';

/** Where the document is kept. */
export const troubleshootingFile = resolve(import.meta.dirname, '../../docs/troubleshooting.md');

const persons: Readonly<Record<ErrorText['who'], string>> = {
    agent: 'The agent',
    admin: 'The admin',
    glance: 'Glance, or whoever runs your network'
};

const introduction = `<!-- Made by npm run docs. Change the error table, the custom labels or scripts/docs instead. -->

# Troubleshooting

When something goes wrong, the Join button says what happened and what to do, and shows a code:

![The Join button with a message and, below it, the code of the error](images/button-login-key-refused.png)

Look the code up here. If there is no code, see [When there is no code](#when-there-is-no-code).

Where a step names a screen of Salesforce or Glance, the [admin guide](admin-guide.md) shows how to get there.

To see more, turn on *Debug mode* in the component's properties in App Builder and open the browser's console (F12). Each
state and event is written there, with secrets masked. Turn it off again afterwards.`;

/** The document, made from the error table, the custom labels, and the likely causes of `causes.ts`. */
export async function troubleshooting(): Promise<string> {
    const rows = await readErrorRows();
    const text = [introduction, overview(rows), ...rows.map(section), ending()].join('\n\n');
    return format(text, { ...(await resolveConfig(troubleshootingFile)), parser: 'markdown' });
}

function overview(rows: readonly ErrorText[]): string {
    return [
        '## All codes',
        '',
        '| Code | What happened | Who can fix it | Trying again helps |',
        '| --- | --- | --- | --- |',
        ...rows.map(
            ({ code, happened, who, retryable }) =>
                `| [${code}](#${code.toLowerCase()}) | ${happened} | ${persons[who]} | ${retryable ? 'Yes' : 'No'} |`
        )
    ].join('\n');
}

function section({ code, happened, action, who, retryable }: ErrorText): string {
    return [
        `## ${code}`,
        '',
        `> ${happened} ${action}`,
        '',
        `- Who can fix it: ${persons[who]}.`,
        `- Trying again: ${retryable ? 'may help.' : 'does not help. Something has to be changed first.'}`,
        '',
        'Likely causes, and what to do:',
        '',
        ...causes[code].map((cause) => `- ${cause}`)
    ].join('\n');
}

function ending(): string {
    return [
        '## When there is no code',
        ...withoutCode.map(({ seen, causes: why }) =>
            [`### ${seen}`, '', ...why.map((cause) => `- ${cause}`)].join('\n')
        )
    ].join('\n\n');
}
