import { Raised } from '../language/errors.ts';
import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import { textOf } from '../language/text.ts';
import type { Value } from '../language/values.ts';

/**
 * `UserInfo`: who is running the code, and where.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_userinfo.htm
 */
export function userInfoClass(runtime: Runtime): SystemClass {
    const { database } = runtime;
    const text = (value: Value | undefined): string | null =>
        value === undefined || value === null ? null : textOf(value);
    const ofUser = (field: string) => (): string | null => {
        const { userId } = runtime.transaction.actor;
        const row = database.row('User', userId.value);
        if (!row) {
            throw new Raised('UnexpectedException', `No user ${userId.value}`);
        }
        return text(row.get(field.toLowerCase()));
    };
    const ofOrganization = (field: string) => (): string | null =>
        text(database.rows('Organization')[0]?.get(field.toLowerCase()));
    return {
        name: 'UserInfo',
        methods: {
            'static String getFirstName()': ofUser('FirstName'),
            'static String getLastName()': ofUser('LastName'),
            'static String getName()': ofUser('Name'),
            'static String getLanguage()': ofUser('LanguageLocaleKey'),
            'static String getLocale()': ofUser('LocaleSidKey'),
            'static String getProfileId()': ofUser('ProfileId'),
            'static String getUserEmail()': ofUser('Email'),
            'static String getUserId()': () => runtime.transaction.actor.userId.value,
            'static String getUserName()': ofUser('Username'),
            'static String getUserRoleId()': ofUser('UserRoleId'),
            'static String getUserType()': ofUser('UserType'),
            'static String getOrganizationId()': ofOrganization('Id'),
            'static String getOrganizationName()': ofOrganization('Name'),
            'static Boolean isMultiCurrencyOrganization()': () => false
        }
    };
}

/**
 * `FeatureManagement`, as far as it is about permissions.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_FeatureManagement.htm
 */
export function featureManagementClass(runtime: Runtime): SystemClass {
    return {
        name: 'FeatureManagement',
        methods: {
            'static Boolean checkPermission(String name)': (name: string) =>
                runtime.database.hasCustomPermission(name, runtime.transaction.actor)
        }
    };
}
