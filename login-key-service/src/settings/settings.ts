import type { KeyObject } from 'node:crypto';
import type { Files } from './files.ts';
import type { PublicKey } from './public-keys.ts';

/** How a signed JWT says which agent is asking. */
export interface JwtSettings {
    /**
     * Where the issuer's public keys are: a JWKS URL, whose keys are used for at most `maxAge` seconds while it cannot
     * be reached, or public keys as they are.
     */
    readonly keys:
        | { readonly from: 'jwks'; readonly url: URL; readonly maxAge: number }
        | { readonly from: 'pem'; readonly publicKeys: readonly PublicKey[] };
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
    /** How old a token may be, in seconds; one that does not say when it was made may be good for no longer. */
    readonly maxAge: number;
}

/** One Glance group: its key, how long its login keys live, and who may ask for them. */
export interface GroupSettings {
    readonly groupId: number;
    readonly apiKey: KeyObject;
    /** Lifetime of a login key in seconds, at most a day. */
    readonly lifetime: number;
    /** SHA-256 digests of the shared tokens of server-to-server callers. */
    readonly tokenDigests: readonly Buffer[] | undefined;
    readonly jwt: JwtSettings | undefined;
}

/** Groups, and the files that their settings were read from. */
export interface GroupsReading {
    readonly groups: readonly GroupSettings[];
    readonly files: Files;
}

/** Requests a minute before a caller hears 429. */
export interface LimitSettings {
    /** Attempts without a valid credential from one network. */
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
    /** The files that `groups` were read from, as they were then. */
    readonly groupFiles: Files;
    /** Reads and checks all groups anew, as at the start. @throws {SettingsError} when anything is wrong with them. */
    readonly groupsFrom: (files: Files) => readonly GroupSettings[];
    /** Origins of pages whose scripts may call and read the answer. */
    readonly allowedOrigins: readonly string[];
    /** Request headers that such scripts may send. */
    readonly allowedHeaders: readonly string[];
    /** Addresses and networks of proxies whose `X-Forwarded-For` is believed. */
    readonly trustedProxies: readonly string[];
    readonly limits: LimitSettings;
    /** Connections open at one time; those beyond are closed. */
    readonly maxConnections: number;
    /** Of these, from one network address that is not a trusted proxy. */
    readonly maxConnectionsPerAddress: number;
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
    /** Milliseconds between looks at the groups' files. */
    readonly secretPollInterval: number;
    readonly logLevel: string;
    /** Whether traces are sent to the collector that OpenTelemetry's variables name. */
    readonly sendsTraces: boolean;
}
