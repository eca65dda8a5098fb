import { sign, type KeyObject } from 'node:crypto';

import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import { ApexMap, type ApexObject, type Value } from '../language/values.ts';
import { certificateKey } from './crypto.ts';
import { writeJson } from './json-write.ts';

interface Claims {
    sub: string | null;
    iss: string | null;
    aud: string | null;
    validityLength: number;
    nbfClockSkew: number;
    additional: ApexMap | null;
}

interface Signed {
    readonly payload: string;
    readonly key: KeyObject;
}

const DEFAULT_VALIDITY_SECONDS = 300;
const MS_PER_SECOND = 1000;

/**
 * Tokens that say who is asking.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Auth_JWT.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Auth_JWS.htm
 */
export function authClasses(runtime: Runtime): SystemClass[] {
    return [jwtClass(runtime), jwsClass(runtime)];
}

function jwtClass(runtime: Runtime): SystemClass {
    type Self = ApexObject<Claims>;
    return {
        name: 'Auth.JWT',
        constructors: {
            '()': (): Claims => ({
                sub: null,
                iss: null,
                aud: null,
                validityLength: DEFAULT_VALIDITY_SECONDS,
                nbfClockSkew: 0,
                additional: null
            })
        },
        methods: {
            ...accessors('String', 'Sub', 'sub'),
            ...accessors('String', 'Iss', 'iss'),
            ...accessors('String', 'Aud', 'aud'),
            ...accessors('Integer', 'ValidityLength', 'validityLength'),
            ...accessors('Integer', 'NbfClockSkew', 'nbfClockSkew'),
            ...accessors('Map<String, Object>', 'AdditionalClaims', 'additional'),
            'Object clone()': ({ native }: Self) => runtime.newNative('Auth.JWT', { ...native }),
            'String toJSONString()': ({ native }: Self) => claimsText(runtime, native)
        }
    };
}

function accessors(type: string, name: string, key: keyof Claims): SystemClass['methods'] {
    return {
        [`${type} get${name}()`]: ({ native }: ApexObject<Claims>) => native[key],
        [`void set${name}(${type}? value)`]: ({ native }: ApexObject<Claims>, value: never) => {
            native[key] = value;
        }
    };
}

/** The payload of a token that is made now. */
function claimsText(runtime: Runtime, claims: Claims): string {
    const now = Math.floor(runtime.surroundings.now() / MS_PER_SECOND);
    const { types } = runtime;
    const standard: (readonly [string, Value])[] = [
        ['iss', claims.iss],
        ['sub', claims.sub],
        ['aud', claims.aud],
        ['iat', now],
        ['nbf', now - claims.nbfClockSkew],
        ['exp', now + claims.validityLength]
    ];
    const all = runtime.newMap(types.string, types.object, [
        ...(claims.additional?.table.entries() ?? []),
        ...standard
    ]);
    return writeJson(withoutNulls(all), { omitsNulls: true, isPretty: false });
}

function withoutNulls(map: ApexMap): ApexMap {
    return new ApexMap(
        map.type,
        map.table.entries().filter(([, value]) => value !== null)
    );
}

function jwsClass(runtime: Runtime): SystemClass {
    type Self = ApexObject<Signed>;
    const signed = (payload: string, certificate: string): Signed => ({
        payload,
        key: certificateKey(runtime, certificate)
    });
    return {
        name: 'Auth.JWS',
        constructors: {
            '(Auth.JWT token, String certificate)': (
                token: ApexObject<Claims>,
                certificate: string
            ) => signed(claimsText(runtime, token.native), certificate),
            '(String payload, String certificate)': signed
        },
        methods: {
            'Object clone()': ({ native }: Self) => runtime.newNative('Auth.JWS', { ...native }),
            'String getCompactSerialization()': ({ native }: Self) => compact(native)
        }
    };
}

/** Header, payload and signature: RFC 7515, section 3.1. */
function compact({ payload, key }: Signed): string {
    const header = JSON.stringify({ alg: 'RS256' });
    const content = [header, payload]
        .map((part) => Buffer.from(part).toString('base64url'))
        .join('.');
    return `${content}.${sign('sha256', Buffer.from(content), key).toString('base64url')}`;
}
