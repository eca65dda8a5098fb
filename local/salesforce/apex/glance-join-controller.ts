import type { Org } from '../org/org.ts';
import { AuraHandledException } from './aura-handled-exception.ts';
import { requestLoginKey, type NamedCredential } from './endpoint-login-key.ts';
import {
    loginKeyProblem,
    settingsNamed,
    settingsProblems,
    type GlanceSettings
} from './glance-settings.ts';
import type { LoginKey } from './login-key.ts';
import { signLoginKey } from './org-login-key.ts';
import { runFlow, type FlowOutputs } from './pre-session-flows.ts';
import { visitorOf } from './record-visitor.ts';
import { findSession, type SessionLookup } from './session-lookup.ts';

const PERMISSION = 'Glance_Join';
const SESSION_KEY = /^[A-Za-z0-9_~-]{1,62}$/;

interface SettingsParameter {
    readonly settingsName?: string | null;
}

/** Stands in for `GlanceJoinController.cls`: the same methods, parameters, results and error codes. */
export class GlanceJoinController {
    readonly #org: Org;
    readonly #credential: NamedCredential;

    constructor(org: Org, credential: NamedCredential) {
        this.#org = org;
        this.#credential = credential;
    }

    /** @throws {AuraHandledException} `notPermitted`, `settingsMissing` or `settingsNotPermitted` */
    getContext({ settingsName }: SettingsParameter) {
        const settings = this.#permittedSettings(settingsName);
        const partnerUserId = this.#partnerUserId();
        return {
            settingsName: settings.name,
            groupId: settings.groupId === null ? null : String(settings.groupId),
            environment: settings.environment,
            webServer: settings.webServer,
            confirmedWebServer: settings.confirmedWebServer,
            presenceServer: settings.presenceServer,
            loginKeySource: settings.loginKeySource,
            authUrl: settings.loginKeyUrl,
            showTerms: settings.showTerms,
            openLocation: settings.openLocation,
            openViewerWhen: settings.openViewerWhen,
            sessionKeyFrom: settings.sessionKeyFrom,
            partnerUserId,
            visitorFields: this.#org.visitorFields,
            // The most important first: it is the one that an agent is told.
            problems: [
                ...settingsProblems(settings, this.#org.apiKey.isSet),
                ...(partnerUserId === null ? ['puidMissing'] : [])
            ]
        };
    }

    /**
     * @throws {AuraHandledException} `notPermitted`, `settingsMissing`, `settingsNotPermitted`, `groupIdMissing`,
     * `groupIdInvalid`, `webServerMissing`, `hostInvalid`, `webServerUnconfirmed`, `puidMissing`, `jwtSettingsMissing`, `apiKeyMissing`, `apiKeyGroupInvalid`, `authUrlMissing`, `loginKeyRefused`,
     * `loginKeyServiceUnreachable` or `loginKeyInvalid`
     */
    async getLoginKey({ settingsName }: SettingsParameter): Promise<LoginKey> {
        return this.#ownLoginKey(this.#permittedSettings(settingsName));
    }

    /** @throws {AuraHandledException} `notPermitted`, `settingsMissing`, `settingsNotPermitted` or `sessionKeyInvalid` */
    async lookUpSession({
        settingsName,
        sessionKey
    }: SettingsParameter & { readonly sessionKey?: string | null }): Promise<SessionLookup> {
        const settings = this.#permittedSettings(settingsName);
        if (!SESSION_KEY.test(sessionKey ?? '')) {
            throw new AuraHandledException('sessionKeyInvalid');
        }
        const loginKey = await this.#ownLoginKey(settings).catch(() => null);
        return loginKey === null
            ? 'unknown'
            : findSession(this.#org.glanceUrl, loginKey, String(sessionKey));
    }

    /**
     * @throws {AuraHandledException} `notPermitted`, `settingsMissing`, `settingsNotPermitted`, `flowMissing`,
     * `recordUnreadable`, `visitorFieldMissing`, `visitorFieldUnreadable`, `visitorIdMissing`, `visitorIdInvalid` or `flowFailed`
     */
    async runPreSession({
        settingsName,
        flowName,
        recordId,
        visitorId,
        visitorIdField
    }: SettingsParameter & {
        readonly flowName: string;
        readonly recordId?: string | null;
        readonly visitorId?: string | null;
        readonly visitorIdField?: string | null;
    }): Promise<FlowOutputs> {
        const { allowedFlows } = this.#permittedSettings(settingsName);
        if (allowedFlows.length > 0 && !allowedFlows.includes(flowName)) {
            throw new AuraHandledException('flowMissing');
        }
        const visitor = recordId
            ? visitorOf(this.#org, recordId, visitorIdField?.trim() ?? '')
            : { objectApiName: null, visitorId: visitorId ?? null };
        return runFlow(this.#org, { flowName, recordId: recordId ?? null, ...visitor });
    }

    async #ownLoginKey(settings: GlanceSettings): Promise<LoginKey> {
        if (settings.groupId === null) {
            throw new AuraHandledException(settings.groupIdProblem);
        }
        if (settings.webServerProblem !== null) {
            throw new AuraHandledException(settings.webServerProblem);
        }
        const problem = loginKeyProblem(settings, this.#org.apiKey.isSet);
        if (problem !== null) {
            throw new AuraHandledException(problem);
        }
        const partnerUserId = this.#partnerUserId();
        if (partnerUserId === null) {
            throw new AuraHandledException('puidMissing');
        }
        if (settings.loginKeySource === 'Org') {
            return this.#makeLoginKey(settings, settings.groupId, partnerUserId);
        }
        if (settings.loginKeySource !== 'Endpoint') {
            throw new AuraHandledException('loginKeyRefused');
        }
        return requestLoginKey(settings, settings.groupId, partnerUserId, this.#credential);
    }

    #makeLoginKey(settings: GlanceSettings, groupId: number, partnerUserId: string): LoginKey {
        const apiKey = this.#org.apiKey.read();
        if (apiKey === undefined) {
            throw new AuraHandledException('apiKeyMissing');
        }
        const expiration = Math.floor(Date.now() / 1000) + settings.keyLifetimeMinutes * 60;
        return signLoginKey(apiKey, groupId, partnerUserId, expiration);
    }

    #permittedSettings(name: string | null | undefined): GlanceSettings {
        const { customPermissions } = this.#org;
        if (!customPermissions.includes(PERMISSION)) {
            throw new AuraHandledException('notPermitted');
        }
        const settings = settingsNamed(this.#org.settings, name);
        const { requiredPermission } = settings;
        if (requiredPermission !== null && !customPermissions.includes(requiredPermission)) {
            throw new AuraHandledException('settingsNotPermitted');
        }
        return settings;
    }

    #partnerUserId(): string | null {
        const value = this.#org.user.federationIdentifier.trim();
        return value === '' || value.length > 255 ? null : value;
    }
}
