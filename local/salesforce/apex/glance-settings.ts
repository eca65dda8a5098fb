import { AuraHandledException } from './aura-handled-exception.ts';

/** Fields of a `Glance_Settings__mdt` record by API name. What is absent or `null` is empty. */
export type GlanceSettingsRecord = Record<string, string | number | boolean | null>;

/** A settings record with the defaults that `GlanceSettings.cls` gives to what is empty. */
export interface GlanceSettings {
    readonly name: string;
    /** `null` when it is missing or not four to six digits. */
    readonly groupId: number | null;
    /** Why there is no group id, should it be `null`. */
    readonly groupIdProblem: 'groupIdMissing' | 'groupIdInvalid';
    readonly environment: string;
    /** `null` unless login keys may be sent there. */
    readonly webServer: string | null;
    /** Why there is no web server, should it be `null`. */
    readonly webServerProblem: 'webServerMissing' | 'hostInvalid' | 'webServerUnconfirmed' | null;
    readonly confirmedWebServer: string | null;
    readonly requiredPermission: string | null;
    /** Empty: every flow. */
    readonly allowedFlows: readonly string[];
    readonly presenceServer: string | null;
    readonly loginKeySource: string;
    /** How many groups the settings with source Org are of. */
    readonly groupsOfOrgSource: number;
    readonly loginKeyUrl: string | null;
    readonly jwtCertificate: string | null;
    readonly jwtIssuer: string | null;
    readonly jwtAudience: string | null;
    readonly loginKeyPath: string;
    readonly keyLifetimeMinutes: number;
    readonly showTerms: boolean;
    readonly openLocation: string;
    readonly openViewerWhen: string;
    readonly sessionKeyFrom: string;
}

const WEB_SERVERS: Readonly<Record<string, string>> = {
    production: 'www.glance.net',
    beta: 'beta.glance.net',
    staging: 'www.myglance.net'
};

/**
 * The settings of a name.
 * @param name developer name; empty for `Default`
 * @throws {AuraHandledException} `settingsMissing`
 */
export function settingsNamed(
    records: Readonly<Record<string, GlanceSettingsRecord>>,
    name: string | null | undefined
): GlanceSettings {
    const developerName = name?.trim() || 'Default';
    const record = records[developerName];
    if (record === undefined) {
        throw new AuraHandledException('settingsMissing');
    }
    const text = (field: string) => String(record[field] ?? '').trim() || null;
    const environment = text('Environment__c') ?? 'production';
    return {
        name: developerName,
        groupId: groupIdOf(record),
        groupIdProblem: text('Group_Id__c') === null ? 'groupIdMissing' : 'groupIdInvalid',
        environment,
        ...webServer(environment, text('Web_Server__c'), text('Confirmed_Web_Server__c')),
        confirmedWebServer: text('Confirmed_Web_Server__c'),
        requiredPermission: text('Required_Permission__c'),
        allowedFlows: text('Allowed_Flows__c')?.split(/\s*,\s*/) ?? [],
        presenceServer: text('Presence_Server__c'),
        loginKeySource: text('Login_Key_Source__c') ?? 'Endpoint',
        groupsOfOrgSource: groupsOfOrgSource(Object.values(records)),
        loginKeyUrl: text('Login_Key_Url__c'),
        jwtCertificate: text('Jwt_Certificate__c'),
        jwtIssuer: text('Jwt_Issuer__c'),
        jwtAudience: text('Jwt_Audience__c'),
        loginKeyPath: text('Login_Key_Path__c') ?? '/loginkey',
        keyLifetimeMinutes: lifetime(record['Key_Lifetime_Minutes__c']),
        showTerms: record['Show_Terms__c'] !== false,
        openLocation: text('Open_Location__c') ?? 'tab',
        openViewerWhen: text('Open_Viewer_When__c') ?? 'sessionStart',
        sessionKeyFrom: text('Session_Key__c') ?? 'random'
    };
}

const HOST = /^(?:https:\/\/)?([a-z0-9][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)*(?::\d{1,5})?)\/*$/i;

/** As `GlanceWebServer.cls`. */
function webServer(
    environment: string,
    given: string | null,
    confirmed: string | null
): Pick<GlanceSettings, 'webServer' | 'webServerProblem'> {
    const hostIn = (text: string | null) => HOST.exec(text ?? '')?.[1]?.toLowerCase() ?? null;
    const host = given === null ? (WEB_SERVERS[environment] ?? null) : hostIn(given);
    if (host === null) {
        return {
            webServer: null,
            webServerProblem: given === null ? 'webServerMissing' : 'hostInvalid'
        };
    }
    const isAllowed =
        /^([a-z0-9-]+\.)+(my)?glance\.net$/.test(host) ||
        (environment === 'custom' && hostIn(confirmed) === host);
    return isAllowed
        ? { webServer: host, webServerProblem: null }
        : { webServer: null, webServerProblem: 'webServerUnconfirmed' };
}

/** Five minutes to a day; an hour when nothing is said. */
function lifetime(minutes: string | number | boolean | null | undefined): number {
    return typeof minutes === 'number' ? Math.min(1440, Math.max(5, Math.trunc(minutes))) : 60;
}

/** What an admin still has to fill in, as error codes. */
export function settingsProblems(settings: GlanceSettings, hasApiKey: boolean): string[] {
    const { groupId, groupIdProblem, webServerProblem } = settings;
    const loginKey = loginKeyProblem(settings, hasApiKey);
    return [
        ...(groupId === null ? [groupIdProblem] : []),
        ...(webServerProblem === null ? [] : [webServerProblem]),
        ...(loginKey === null ? [] : [loginKey])
    ];
}

/** The error code for what the login key source lacks; `null` when it lacks nothing. */
export function loginKeyProblem(settings: GlanceSettings, hasApiKey: boolean): string | null {
    switch (settings.loginKeySource) {
        case 'Endpoint':
            return hasPartOfJwt(settings) ? 'jwtSettingsMissing' : null;
        case 'Org':
            return apiKeyProblem(settings, hasApiKey);
        default:
            return settings.loginKeyUrl === null ? 'authUrlMissing' : null;
    }
}

/** The org has one API key, and an API key is one group's: settings of several groups cannot share it. */
function apiKeyProblem({ groupsOfOrgSource }: GlanceSettings, hasApiKey: boolean): string | null {
    if (!hasApiKey) {
        return 'apiKeyMissing';
    }
    return groupsOfOrgSource > 1 ? 'apiKeyGroupInvalid' : null;
}

function groupsOfOrgSource(records: readonly GlanceSettingsRecord[]): number {
    const groups = records
        .filter((record) => record['Login_Key_Source__c'] === 'Org')
        .map(groupIdOf)
        .filter((groupId) => groupId !== null);
    return new Set(groups).size;
}

function groupIdOf(record: GlanceSettingsRecord): number | null {
    const text = String(record['Group_Id__c'] ?? '').trim();
    return /^[1-9][0-9]{3,5}$/.test(text) ? Number(text) : null;
}

/** Certificate, issuer and audience belong together: a token without one of them is refused. */
function hasPartOfJwt({ jwtCertificate, jwtIssuer, jwtAudience }: GlanceSettings): boolean {
    const parts = [jwtCertificate, jwtIssuer, jwtAudience];
    return parts.includes(null) && parts.some((part) => part !== null);
}
