import { buttonProperties, visitorFieldOf } from 'c/glanceSettings';
import type { GlanceSettings } from 'c/glanceSettings';

const settings: GlanceSettings = {
    settingsName: 'Default',
    groupId: '12345',
    environment: 'beta',
    webServer: 'www.example.com',
    confirmedWebServer: 'www.example.com',
    presenceServer: 'presence.example.com',
    loginKeySource: 'Endpoint',
    authUrl: 'https://keys.example.com',
    partnerUserId: 'ann@example.com',
    showTerms: true,
    openLocation: 'window',
    openViewerWhen: 'click',
    sessionKeyFrom: 'visitorId',
    visitorFields: [
        { objectApiName: 'Contact', fieldPath: 'Visitor__c' },
        { objectApiName: 'Case', fieldPath: 'Contact.Visitor__c' },
        { objectApiName: 'Lead', fieldPath: '' }
    ],
    problems: []
};

describe('the button’s properties', () => {
    it('are those of the settings', () => {
        expect(buttonProperties(settings, undefined)).toEqual({
            settingsName: 'Default',
            setupProblem: null,
            groupId: '12345',
            environment: 'beta',
            webServer: 'www.example.com',
            confirmedWebServer: 'www.example.com',
            presenceServer: 'presence.example.com',
            authUrl: null,
            puid: 'ann@example.com',
            openLocation: 'window',
            openViewerWhen: 'click',
            sessionKeyFrom: 'visitorId',
            skipTerms: false
        });
    });

    it.each([
        ['Endpoint', null],
        ['Org', null],
        ['URL', 'https://keys.example.com']
    ] as const)('name the endpoint for the source %s: %p', (loginKeySource, authUrl) => {
        expect(buttonProperties({ ...settings, loginKeySource }, undefined).authUrl).toBe(authUrl);
    });

    it.each([
        ['tab', 'tab'],
        [' tab ', 'tab'],
        ['', 'window'],
        ['  ', 'window'],
        [undefined, 'window']
    ])('open the viewer, when the page says %p, in a %s', (openLocation, expected) => {
        expect(buttonProperties(settings, openLocation).openLocation).toBe(expected);
    });

    it('leave the terms out when an admin chose so', () => {
        expect(buttonProperties({ ...settings, showTerms: false }, undefined).skipTerms).toBe(true);
    });

    it('name the most important of the problems', () => {
        const problems = ['notPermitted', 'puidMissing'] as const;
        expect(buttonProperties({ ...settings, problems }, undefined).setupProblem).toBe(
            'notPermitted'
        );
    });
});

describe('the visitor id field', () => {
    it.each([
        ['Contact', 'Visitor__c'],
        ['Case', 'Contact.Visitor__c'],
        ['Lead', null],
        ['Order', null],
        [undefined, null]
    ])('of %p is %p', (objectApiName, path) => {
        expect(visitorFieldOf(settings, objectApiName)).toBe(path);
    });

    it('is unknown before the settings are', () => {
        expect(visitorFieldOf(null, 'Contact')).toBeNull();
    });
});
