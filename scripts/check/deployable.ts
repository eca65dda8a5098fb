import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Check, Finding } from './finding.ts';

/** The one permission set that gives access to the principals of external credentials. */
const accessPermissionSet = 'Glance_Login_Key_Access.permissionset-meta.xml';

/** What orgs refuse, or packages can't hold, though each file for itself is sound. */
const rules: readonly ((file: string, text: string, isPackage: boolean) => string | undefined)[] = [
    /*
     * Salesforce: protected custom settings can be created in developer and scratch orgs only. A production org refuses the whole
     * deployment. In a managed package they come from the org where the package was made.
     */
    (_file, text, isPackage) =>
        !isPackage &&
        text.includes('<customSettingsType>') &&
        text.includes('<visibility>Protected</visibility>')
            ? 'A protected custom setting: a production org refuses the whole deployment'
            : undefined,
    // Access to a principal beside other accesses breaks the making of a package version ("invalid cross reference id").
    (file, text) =>
        text.includes('<externalCredentialPrincipalAccesses>') &&
        basename(file) !== accessPermissionSet
            ? `Access to a principal belongs in ${accessPermissionSet}, which is deployed beside the package`
            : undefined,
    (file, text) =>
        basename(file) === accessPermissionSet &&
        /<(classAccesses|customPermissions|fieldPermissions|applicationVisibilities)>/.test(text)
            ? 'Access to a principal stands alone: other accesses go into another permission set'
            : undefined
];

/** What only the making of a package, or a production org, would tell. */
export const deployable: Check = {
    name: 'What production orgs and packages refuse',
    async run({ built, namespace }) {
        const findings: Finding[] = [];
        const files = await readdir(built, { recursive: true });
        for (const file of files.filter((each) => each.endsWith('-meta.xml')).sort()) {
            const text = await readFile(join(built, file), 'utf8');
            for (const rule of rules) {
                const message = rule(file, text, namespace !== undefined);
                if (message !== undefined) {
                    findings.push({ file, message });
                }
            }
        }
        return { findings };
    }
};
