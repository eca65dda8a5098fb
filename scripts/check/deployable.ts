import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Check, Finding } from './finding.ts';

/** The one permission set that gives access to the principals of external credentials. */
const accessPermissionSet = 'Glance_Login_Key_Access.permissionset-meta.xml';

/** A metadata file, and where it goes. */
interface Place {
    readonly file: string;
    readonly text: string;
    /** Whether the tree is checked as a package with a namespace. */
    readonly isPackage: boolean;
    /** Whether the file is one of the package, and not deployed beside it. */
    readonly isPackaged: boolean;
}

/** What other accesses a permission set gives. */
const otherAccesses =
    /<((application|recordType)Visibilities|(class|customMetadataType|customSetting|flow|page)Accesses|(custom|field|user)Permissions|tabSettings)>/;

/** What orgs refuse, or packages can't hold, though each file for itself is sound. */
const rules: readonly ((place: Place) => string | undefined)[] = [
    /*
     * Salesforce: protected custom settings can be created in developer and scratch orgs only. A production org refuses the whole
     * deployment. In a managed package they come from the org where the package was made.
     */
    ({ text, isPackage }) =>
        !isPackage &&
        text.includes('<customSettingsType>') &&
        text.includes('<visibility>Protected</visibility>')
            ? 'A protected custom setting: a production org refuses the whole deployment'
            : undefined,
    // Access to a principal beside other accesses breaks the making of a package version ("invalid cross reference id").
    ({ file, text }) =>
        givesPrincipal(text) && basename(file) !== accessPermissionSet
            ? `Access to a principal belongs in ${accessPermissionSet}`
            : undefined,
    ({ text, isPackaged }) =>
        givesPrincipal(text) && isPackaged
            ? 'A permission set that gives access to a principal goes beside the package, into unpackaged/access'
            : undefined,
    ({ text }) =>
        givesPrincipal(text) && otherAccesses.test(text)
            ? 'Access to a principal stands alone: other accesses go into another permission set'
            : undefined,
    /*
     * Where a production org has "Deploy processes and flows as active" on, active flows need test coverage of their own, and the
     * package's tests run no flow: customers may have changed it (Salesforce Help: Deploy Processes and Flows as Active).
     */
    ({ file, text }) =>
        file.endsWith('.flow-meta.xml') && text.includes('<status>Active</status>')
            ? 'An active flow: a production org may ask for tests that run it. Ship it as a draft'
            : undefined
];

const givesPrincipal = (text: string): boolean =>
    text.includes('<externalCredentialPrincipalAccesses>');

/** What only the making of a package, or a production org, would tell. */
export const deployable: Check = {
    name: 'What production orgs and packages refuse',
    async run({ built, source, namespace }) {
        const findings: Finding[] = [];
        const isPackage = namespace !== undefined;
        const files = await readdir(built, { recursive: true });
        for (const file of files.filter((each) => each.endsWith('-meta.xml')).sort()) {
            const text = await readFile(join(built, file), 'utf8');
            const isPackaged = existsSync(join(source, file));
            for (const rule of rules) {
                const message = rule({ file, text, isPackage, isPackaged });
                if (message !== undefined) {
                    findings.push({ file, message });
                }
            }
        }
        return { findings };
    }
};
