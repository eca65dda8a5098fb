import type { KeyObject } from 'node:crypto';

/** A secret given as it is, or kept in a file that is read again whenever it changes. */
export type SecretSource =
    | { readonly from: 'value'; readonly value: string }
    | { readonly from: 'file'; readonly path: string };

/** How a signed JWT says which agent is asking. */
export interface JwtSettings {
    /** Where the issuer's public keys are: a JWKS URL, or public keys read at start. */
    readonly keys:
        | { readonly from: 'jwks'; readonly url: URL }
        | { readonly from: 'pem'; readonly publicKeys: readonly KeyObject[] };
    /** The only accepted `iss`. */
    readonly issuer: string;
    /** The only accepted `aud`; what binds a token to its group. */
    readonly audience: string;
    /** Accepted signature algorithms, asymmetric ones only. */
    readonly algorithms: readonly string[];
    /** The claim that holds the partner user id. */
    readonly partnerUserIdClaim: string;
    /** How far the issuer's clock may be off, in seconds. */
    readonly clockTolerance: number;
}

/** One Glance group: its key, how long its login keys live, and who may ask for them. */
export interface GroupSettings {
    readonly groupId: number;
    readonly apiKey: SecretSource;
    /** Lifetime of a login key in seconds, at most a day. */
    readonly lifetime: number;
    /** Shared tokens of server-to-server callers, separated by commas or line breaks. */
    readonly bearerTokens: SecretSource | undefined;
    readonly jwt: JwtSettings | undefined;
}

/** Requests a minute before a caller hears 429. */
export interface LimitSettings {
    readonly perAddress: number;
    readonly perCaller: number;
    readonly perPartnerUser: number;
    /** Where several instances count together; without it each counts for itself. */
    readonly redisUrl: string | undefined;
}

/** Everything the service is told at start; made and checked by `settingsFrom`. */
export interface Settings {
    readonly developmentMode: boolean;
    readonly host: string;
    readonly port: number;
    readonly groups: readonly GroupSettings[];
    /** Origins of pages whose scripts may call and read the answer. */
    readonly allowedOrigins: readonly string[];
    /** Request headers that such scripts may send. */
    readonly allowedHeaders: readonly string[];
    /** Addresses and networks of proxies whose `X-Forwarded-For` is believed. */
    readonly trustedProxies: readonly string[];
    readonly limits: LimitSettings;
    /** Requests at work at one time; those beyond hear 503. */
    readonly maxInFlight: number;
    /** Milliseconds the event loop may lag before requests hear 503; 0 turns this off. */
    readonly maxEventLoopDelay: number;
    /** Milliseconds in which a request must have arrived whole. */
    readonly requestTimeout: number;
    /** Milliseconds between SIGTERM and closing the port, so that a load balancer can look elsewhere. */
    readonly drainDelay: number;
    /** Milliseconds after which a drain gives up on what is still open. */
    readonly drainTimeout: number;
    /** Port of `/metrics`; none, no metrics. */
    readonly metricsPort: number | undefined;
    /** Milliseconds between looks at secret files. */
    readonly secretPollInterval: number;
    readonly logLevel: string;
}
