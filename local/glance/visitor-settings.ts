import type { FastifyInstance } from 'fastify';
import { hostOf } from './hosts.ts';
import { Refusal } from './http-errors.ts';
import { findGroup } from './options.ts';
import { isLoadBalanced, type GlanceService } from './service.ts';
import type { CobrowseSettings, PresenceSettings } from './wire.ts';

interface SettingsQuery {
    readonly groupid?: string;
    readonly service?: string;
}

const PUBLIC = { config: { role: 'web', cors: 'anybody' } } as const;

/** What the scripts of both sides read before anything else. Source: Glance's scripts for names and needed fields. */
export function visitorSettingsRoutes(app: FastifyInstance, service: GlanceService): void {
    app.get<{ Querystring: SettingsQuery }>(
        '/services/authorizationservice/GetVisitorSettings3',
        PUBLIC,
        async ({ query, host }): Promise<PresenceSettings | CobrowseSettings> => {
            service.traffic.settings += 1;
            const { settingsStatus, presenceOff } = service.switchboard.get();
            if (settingsStatus !== null) {
                throw new Refusal(settingsStatus, 'The stand-in was told to answer so.');
            }
            const { groupId } = groupOf(service, query);
            if (query.service === 'cobrowse') {
                return {
                    coloSelectUrl: `${hostOf('colo', host)}/services/coloselect`,
                    isMetricsEnabled: false
                };
            }
            return {
                presenceUrl: presenceOff ? '' : hostOf('presence', host),
                isPresenceLoadBalanced: isLoadBalanced(service, groupId)
            };
        }
    );

    app.get<{ Querystring: SettingsQuery }>(
        '/api/CobrowseSettings/VisitorUISettings',
        PUBLIC,
        async ({ query, host }) => ({
            widgetstyle: 'accessible',
            settingsparentgroupid: groupOf(service, query).groupId,
            custver: 1,
            languages: ['en'],
            acceptlanguages: ['en-us', 'en'],
            defaultlanguage: 'en',
            customizedlanguages: [],
            companyname: 'Fernbrook',
            docsharetermsurl: `https://${host}/docsharing-terms`,
            nwayvideoallowed: false,
            videobgblurallowed: false
        })
    );

    app.get<{ Querystring: SettingsQuery }>(
        '/api/CobrowseSettings/VisitorSettings',
        PUBLIC,
        async ({ query }) => {
            groupOf(service, query);
            return {
                port: '443',
                selectiveEditing: [],
                hoverables: [],
                maskedElements: [],
                unmaskedElements: [],
                masked: [],
                unmasked: [],
                scrollables: [],
                chatdomains: [],
                compression: false,
                loglevel: 0,
                trusteddomains: [],
                trustedDomains: [],
                nogids: [],
                urlwhitelist: [],
                urlblacklist: [],
                maskedURLs: {},
                maskingSelectors: {}
            };
        }
    );

    app.get('/api/CobrowseSettings/CrossDomainSettings', PUBLIC, async () => ({}));

    app.get('/services/coloselect', { config: { role: 'colo', cors: 'anybody' } }, async () => ({
        colo_id: 1
    }));
}

function groupOf(service: GlanceService, query: SettingsQuery) {
    const group = findGroup(service.groups, query.groupid);
    if (!group) {
        throw new Refusal(404, 'There is no such group.');
    }
    return group;
}
