/** What a build is for, when it is not for `npm run deploy`. */
export interface PackageOptions {
    /** The package's namespace. */
    readonly namespace: string;
    /** Whether the package is a managed one: only there is *Protected* a protection. */
    readonly managed: boolean;
}

/** A namespace as Salesforce allows them: up to 15 letters and digits, a letter first; no underscores side by side or at the end. */
const namespaces = /^(?!.*__)(?!.*_$)[a-z]\w{0,14}$/i;

/**
 * A namespace given to a command.
 * @throws {Error} when it can't be one
 */
export function checkedNamespace(given: string): string {
    if (!namespaces.test(given)) {
        throw new Error(
            `"${given}" can't be a namespace: 1 to 15 letters, digits and single underscores, a letter first.`
        );
    }
    return given;
}

/**
 * A metadata file as the package needs it. In a package's own source names stand without the namespace, and Apex finds it out when
 * it runs; but a formula of an external credential is a text that nothing resolves.
 */
export function forPackage(xml: string, { namespace, managed }: PackageOptions): string {
    const named = xml.replace(/\$Credential\.(?=\w+\.)/g, `$Credential.${namespace}__`);
    return managed && named.includes('<customSettingsType>')
        ? named.replace('<visibility>Public</visibility>', '<visibility>Protected</visibility>')
        : named;
}

/**
 * A file that is deployed to an org in which the package is installed: there, what the package brings has its namespace.
 * @param packaged API names that the package brings, and names of its components
 */
export function besidePackage(
    text: string,
    packaged: ReadonlySet<string>,
    namespace: string
): string {
    const names = /(<(?:componentName|identifier)>)?\b([A-Za-z]\w*)\b/g;
    return text.replace(names, (all, tag: string | undefined, name: string) => {
        // An identifier is a page's own word for a place on it.
        if (!packaged.has(name) || tag === '<identifier>') {
            return all;
        }
        return tag === undefined ? `${namespace}__${name}` : `${tag}${namespace}:${name}`;
    });
}

/**
 * API names that a package brings, by its files: `objects/Contact/fields/Glance_Visitor_Id__c.field-meta.xml` brings that field.
 * @param files paths in the package
 */
export function namesIn(files: readonly string[]): ReadonlySet<string> {
    const names = files
        .filter((file) => file.endsWith('-meta.xml'))
        .map((file) => file.split(/[\\/]/).at(-1)?.split('.')[0] ?? '');
    // An action is named after a standard object: `Contact` of `Contact.Glance_Join` is no name of the package.
    return new Set(names.filter((name) => /^glance|__c$/i.test(name)));
}
