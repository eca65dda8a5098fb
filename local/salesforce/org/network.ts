import type { Endpoints } from '../../apex/host/endpoints.ts';
import type { PlainCallout, PlainReply } from '../../apex/host/protocol.ts';
import { sendCallout } from '../../apex/host/send-callout.ts';

/** The login key service, and the token that it takes from everybody. */
export interface LoginKeyService {
    /** Its origin. */
    readonly url: string;
    readonly bearerToken: string;
}

/** Environments of Glance beside production, which the package lists itself. */
const OTHER_ENVIRONMENTS = ['https://beta.glance.net', 'https://www.myglance.net'];

/** What an admin has filled in so that Apex gets out of the org. */
export function stageEndpoints(glanceUrl: string, loginKeyService: LoginKeyService): Endpoints {
    return {
        credentialUrls: {
            Glance_Login_Key: loginKeyService.url,
            Glance_Login_Key_Token: loginKeyService.url
        },
        credentialParameters: { 'Glance_Login_Key_Token.Token': loginKeyService.bearerToken },
        remoteSites: [...OTHER_ENVIRONMENTS, `https://${new URL(glanceUrl).host}`]
    };
}

/**
 * Sends the org's callouts. Glance's own hosts, and the one of the stage, are the stage's Glance.
 * @param glanceUrl origin of the stage's Glance
 */
export function stageNetwork(glanceUrl: string): (callout: PlainCallout) => Promise<PlainReply> {
    const glance = new URL(glanceUrl);
    return (callout) =>
        sendCallout(callout, (url) =>
            url.host === glance.host || /\.(my)?glance\.net$/.test(url.hostname)
                ? new URL(url.pathname + url.search, glance)
                : url
        );
}
