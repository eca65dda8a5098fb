import type { CalloutRequest } from '../language/runtime.ts';
import { Raised } from '../language/errors.ts';
import type { Actor, Database } from '../data/database.ts';
import type { Project } from '../data/metadata/project.ts';
import { headerValue } from './formula.ts';

/** What an admin fills in beside what a project brings. */
export interface Endpoints {
    /** Named credential → its URL. */
    readonly credentialUrls: Readonly<Record<string, string>>;
    /** Authentication parameters, such as `Glance_Login_Key_Token.Token`. */
    readonly credentialParameters: Readonly<Record<string, string>>;
    /** Origins that Apex may call, beside the project's remote sites. */
    readonly remoteSites: readonly string[];
}

/**
 * Where a callout really goes, and with which headers.
 * @throws Raised `CalloutException` when the org doesn't let this user call there
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_callouts_named_credentials.htm
 */
export function resolveCallout(
    project: Project,
    endpoints: Endpoints,
    database: Database,
    request: CalloutRequest,
    actor: Actor
): CalloutRequest {
    const named = /^callout:(\w+)(.*)$/s.exec(request.endpoint);
    if (named) {
        return byCredential(project, endpoints, database, request, actor, named[1]!, named[2]!);
    }
    refuseUnlisted(project, endpoints, request.endpoint);
    return request;
}

function byCredential(
    project: Project,
    endpoints: Endpoints,
    database: Database,
    request: CalloutRequest,
    actor: Actor,
    name: string,
    path: string
): CalloutRequest {
    const credential = project.namedCredentials.find((each) => each.name === name);
    const external = project.externalCredentials.find(
        (each) => each.name === credential?.externalCredential
    );
    if (!credential || !external) {
        throw new Raised(
            'CalloutException',
            `The callout couldn't access the endpoint. You might not have the required permissions, or the named credential "${name}" might not exist.`
        );
    }
    const mayUse =
        external.principals.some((principal) =>
            database.mayUsePrincipal(`${external.name}-${principal}`, actor)
        ) && database.objectAccess(database.schema.get('userexternalcredential')!, actor).read;
    if (!mayUse) {
        throw new Raised(
            'CalloutException',
            `We couldn't access the credential(s). You might not have the required permissions, or the external credential "${external.name}" might not exist.`
        );
    }
    const added = Object.fromEntries(
        Object.entries(external.headers).map(([header, formula]) => [
            header,
            headerValue(formula, (parameter) => endpoints.credentialParameters[parameter] ?? '')
        ])
    );
    return {
        ...request,
        endpoint: (endpoints.credentialUrls[name] ?? credential.url) + path,
        headers: { ...request.headers, ...added }
    };
}

function refuseUnlisted(project: Project, endpoints: Endpoints, endpoint: string): void {
    const sites = [...project.remoteSites.map(({ url }) => url), ...endpoints.remoteSites];
    const isListed =
        URL.canParse(endpoint) &&
        sites.some((site) => new URL(site).origin === new URL(endpoint).origin);
    if (!isListed) {
        throw new Raised(
            'CalloutException',
            `Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = ${endpoint}`
        );
    }
}
