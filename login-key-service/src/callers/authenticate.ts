import { decodeJwt, type JWTPayload } from 'jose';
import type { Group } from '../groups.ts';
import { Problem } from '../problem.ts';
import { isPartnerUserId } from '../partner-user-id.ts';
import { digestOf } from '../settings/bearer-tokens.ts';
import { indexOfToken } from './bearer-tokens.ts';

/** Who is asking, once that is proven. */
export interface Caller {
    /** The group that the credential belongs to; keys are made for no other. */
    readonly group: Group;
    /** The caller's name in limits and logs; holds nothing secret. */
    readonly name: string;
    /** The only partner user id this caller may ask for; undefined for servers, which name one. */
    readonly partnerUserId: string | undefined;
}

/** Finds out who sent an `Authorization` header. @throws {Problem} when that is not proven. */
export type Authenticate = (authorization: string | undefined) => Promise<Caller>;

/** Authentication by bearer token or JWT, whichever of the groups' credentials fits. */
export function authenticator(groups: () => readonly Group[]): Authenticate {
    return async (authorization) => {
        if (authorization === undefined)
            throw new Problem('unauthenticated', { reason: 'no-token' });
        const token = /^Bearer +([\w\-.~+/]+=*)$/i.exec(authorization)?.[1];
        if (token === undefined)
            throw new Problem('unauthenticated', { reason: 'no-bearer-token' });
        return serverCaller(groups(), token) ?? (await agentCaller(groups(), token));
    };
}

/** Development only: everybody is let in, for the only group there is. */
export function developmentAuthenticator(groups: () => readonly Group[]): Authenticate {
    return () => {
        const [group] = groups();
        return group === undefined
            ? Promise.reject(new RangeError('There is no group.'))
            : Promise.resolve({ group, name: 'development', partnerUserId: undefined });
    };
}

function serverCaller(groups: readonly Group[], token: string): Caller | undefined {
    const presented = digestOf(token);
    let caller: Caller | undefined;
    for (const group of groups) {
        const index = indexOfToken(group.tokenDigests, presented);
        if (index >= 0) {
            caller = {
                group,
                name: `server ${group.groupId}/${index + 1}`,
                partnerUserId: undefined
            };
        }
    }
    return caller;
}

async function agentCaller(groups: readonly Group[], token: string): Promise<Caller> {
    const { group, verifier } = addressee(groups, token);
    const claims = await verifier.verify(token);
    const partnerUserId = claims[verifier.partnerUserIdClaim];
    if (!isPartnerUserId(partnerUserId)) {
        const reason = partnerUserId === undefined ? 'claim-missing' : 'claim-unusable';
        throw new Problem('partner-user-id-not-allowed', { reason });
    }
    return { group, name: `agent ${group.groupId}/${partnerUserId}`, partnerUserId };
}

/** The group whose issuer and audience a token names. Which one it is says nothing yet about the token being genuine. */
function addressee(groups: readonly Group[], token: string) {
    const claimed = unverifiedClaims(token);
    const audiences = [claimed.aud ?? []].flat();
    const ofIssuer = groups.flatMap((group) =>
        group.jwt && group.jwt.issuer === claimed.iss ? [{ group, verifier: group.jwt }] : []
    );
    const [only, ...others] = ofIssuer.filter(({ verifier }) =>
        audiences.includes(verifier.audience)
    );
    if (only === undefined) {
        const reason = ofIssuer.length === 0 ? 'issuer' : 'audience';
        throw new Problem('unauthenticated', { reason });
    }
    if (others.length > 0) throw new Problem('unauthenticated', { reason: 'several-groups' });
    return only;
}

function unverifiedClaims(token: string): JWTPayload {
    try {
        return decodeJwt(token);
    } catch {
        // Neither a JWT nor a token of a server: most likely one that was replaced.
        throw new Problem('unauthenticated', { reason: 'unknown-token' });
    }
}
