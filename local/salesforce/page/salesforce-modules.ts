import i18nModules from 'virtual:i18n-modules';
import { apexMethod } from './apex-call.ts';
import { messageChannel } from './message-channels.ts';
import { orgContext } from './org-context.ts';

const apexMethods = new Map<string, unknown>();

/**
 * The value of an `@salesforce/…` import, as the org's compiler and server would resolve it.
 * @param name the whole name, such as `@salesforce/label/c.Glance_Join`
 * @param labels texts by `c.<Name>`
 * @throws {Error} for a kind that this page doesn't stand in for
 */
export function salesforceModule(name: string, labels: Readonly<Record<string, string>>): unknown {
    const [, kind, ...rest] = name.split('/');
    const target = rest.join('/');
    switch (kind) {
        case 'label':
            return labels[target];
        case 'apex':
            return target === ''
                ? { refreshApex: () => Promise.resolve() }
                : remember(apexMethods, target, () => apexMethod(target));
        case 'resourceUrl':
            return `/resource/${orgContext().resourceVersion}/${target}`;
        case 'customPermission':
            return orgContext().customPermissions.includes(target) ? true : undefined;
        case 'userPermission':
            return undefined;
        case 'messageChannel':
            return messageChannel(target);
        case 'schema':
            return schemaReference(target);
        case 'user':
            return target === 'Id' ? orgContext().user.id : false;
        case 'client':
            return 'Large';
        case 'i18n':
            return i18nModules[name]?.default;
        default:
            throw new Error(`Nothing stands in for "${name}".`);
    }
}

/** `Contact` → an object reference; `Contact.Name` and `Case.Contact.Name` → a field reference. */
export function schemaReference(target: string) {
    const [objectApiName, ...path] = target.split('.');
    return Object.freeze(
        path.length === 0 ? { objectApiName } : { fieldApiName: path.join('.'), objectApiName }
    );
}

function remember<T>(values: Map<string, T>, key: string, make: () => T): T {
    const value = values.get(key) ?? make();
    values.set(key, value);
    return value;
}
