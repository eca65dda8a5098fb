import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contentSecurityPolicy, stageOrigins, trustedSite } from '../content-security-policy.ts';

function site(elements: string): string {
    return `<?xml version="1.0" encoding="UTF-8"?>
        <CspTrustedSite xmlns="http://soap.sforce.com/2006/04/metadata">${elements}</CspTrustedSite>`;
}

const active = '<isActive>true</isActive><context>LEX</context>';

test('a trusted site is allowed in the directives that it is applicable to, and no others', () => {
    const glance = trustedSite(
        site(`${active}<endpointUrl>https://www.glance.net</endpointUrl>
            <isApplicableToConnectSrc>true</isApplicableToConnectSrc>
            <isApplicableToImgSrc>true</isApplicableToImgSrc>
            <isApplicableToFrameSrc>false</isApplicableToFrameSrc>`)
    );
    assert.ok(glance);
    const directives = contentSecurityPolicy([glance]).split('; ');
    const withSite = directives.filter((directive) => directive.includes('www.glance.net'));
    assert.deepEqual(
        withSite.map((directive) => directive.split(' ')[0]),
        ['img-src', 'connect-src']
    );
});

test('a site that is switched off or for other contexts is not allowed', () => {
    const rest = `<endpointUrl>https://a.example</endpointUrl>
        <isApplicableToConnectSrc>true</isApplicableToConnectSrc>`;
    assert.equal(trustedSite(site(`<isActive>false</isActive>${rest}`)), undefined);
    assert.equal(
        trustedSite(site(`<isActive>true</isActive><context>Communities</context>${rest}`)),
        undefined
    );
});

test('a site never widens what scripts may be loaded from', () => {
    const everywhere = trustedSite(
        site(
            `${active}<endpointUrl>https://a.example</endpointUrl>
            ${['Connect', 'Font', 'Frame', 'Img', 'Media', 'Style']
                .map((name) => `<isApplicableTo${name}Src>true</isApplicableTo${name}Src>`)
                .join('')}`
        )
    );
    assert.ok(everywhere);
    const policy = contentSecurityPolicy([everywhere]);
    assert.match(policy, /script-src 'self' 'unsafe-eval' blob:(;|$)/);
    assert.match(policy, /default-src 'self'(;|$)/);
});

test("the stage's Glance takes the place of Glance's production hosts, scheme by scheme", () => {
    const replace = stageOrigins('http://localhost:4300');
    assert.equal(replace('https://www.glance.net'), 'http://localhost:4300');
    assert.equal(replace('https://presence.glance.net'), 'http://localhost:4300');
    assert.equal(replace('wss://presence.glance.net'), 'ws://localhost:4300');
    assert.equal(replace('https://*.glance.net'), 'http://localhost:4300');
    assert.equal(replace('https://beta.glance.net'), 'https://beta.glance.net');
    assert.equal(replace('https://www.glance.net.example'), 'https://www.glance.net.example');
    assert.equal(stageOrigins('https://glance.local')('wss://*.glance.net'), 'wss://glance.local');
});
