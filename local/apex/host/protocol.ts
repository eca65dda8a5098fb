/** What goes between the stage and the Worker in which its Apex runs. */
import type { Json } from '../aura/result.ts';
import type { Endpoints } from './endpoints.ts';

/** A record as the stage's pages have it. */
export interface PlainRecord {
    readonly apiName: string;
    readonly id: string;
    readonly fields: Readonly<Record<string, string | number | boolean | null>>;
}

/** A custom metadata record as an admin has it. */
export interface PlainMetadata {
    /** Such as `Glance_Settings__mdt`. */
    readonly object: string;
    readonly developerName: string;
    readonly fields: Readonly<Record<string, string | number | boolean | null>>;
}

/** The org as it is when Apex is called. */
export interface OrgState {
    readonly user: {
        readonly id: string;
        readonly name: string;
        readonly email: string;
        readonly federationIdentifier: string;
    };
    /** API names of the user's permission sets and groups of them. */
    readonly permissionSets: readonly string[];
    /** `Object.Field` names that an admin has taken away from everybody. */
    readonly hiddenFields: readonly string[];
    /** All custom metadata of the org. */
    readonly metadata: readonly PlainMetadata[];
    /** All records of customers. */
    readonly records: readonly PlainRecord[];
}

/** A call of Apex by a component. */
export interface AuraCall {
    readonly kind: 'aura';
    readonly className: string;
    readonly method: string;
    readonly parameters: Readonly<Record<string, Json>>;
    /** Whether a wire adapter asks: only what is cacheable answers it. */
    readonly isWired: boolean;
    readonly state: OrgState;
}

/** A question of App Builder: what a class offers for a property. */
export interface PickListCall {
    readonly kind: 'pickList';
    readonly className: string;
    /** The page's object; null for a page without one. */
    readonly entityName: string | null;
    readonly state: OrgState;
}

export type Call = AuraCall | PickListCall;

/** As Lightning's own requests answer. */
export type Answer =
    | { readonly state: 'SUCCESS'; readonly returnValue: Json }
    | { readonly state: 'ERROR'; readonly error: AnswerError };

export interface AnswerError {
    readonly status: number;
    readonly statusText: string;
    readonly body: { readonly message: string } & Readonly<Record<string, Json>>;
}

export interface Done {
    readonly id: number;
    readonly answer: Answer;
    /** Records that Apex wrote, as they are now; null for those that are gone. */
    readonly written: readonly { readonly id: string; readonly record: PlainRecord | null }[];
    /** What stays in the org: an exception that isn't for the component, a fault of this runtime, `System.debug`. */
    readonly log: readonly string[];
}

/** What the Worker is started with. */
export interface HostSetup {
    /** The folders of the project, such as `force-app/main/default`. */
    readonly folders: readonly string[];
    /** Flows that an admin has activated, beside those that are delivered active. */
    readonly activeFlows: readonly string[];
    readonly endpoints: Endpoints;
    /** Certificate name → private key in PEM. */
    readonly certificates: Readonly<Record<string, string>>;
}

export interface PlainCallout {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array;
    readonly timeoutMs: number;
}

export type PlainReply =
    | {
          readonly status: number;
          readonly statusText: string;
          readonly headers: Readonly<Record<string, string>>;
          readonly body: Uint8Array;
      }
    /** Why there is no answer, as a `CalloutException` says it. */
    | { readonly failure: string };
