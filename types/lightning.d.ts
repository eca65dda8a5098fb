/** Ambient types of the `lightning/*` modules that `@salesforce/lightning-types` lacks, as far as they are used here. */

declare module 'lightning/uiRecordApi' {
    import type { WireAdapterConstructor } from 'lwc';

    export interface FieldValue {
        readonly value: unknown;
        readonly displayValue: string | null;
    }

    export interface RecordRepresentation {
        readonly apiName: string;
        readonly id: string;
        readonly fields: Readonly<Record<string, FieldValue>>;
    }

    export interface GetRecordConfig {
        recordId: string | undefined;
        fields?: readonly string[];
        optionalFields?: readonly string[];
        layoutTypes?: readonly string[];
        modes?: readonly string[];
    }

    /** What the wire tells: neither field while it waits, then one of them. */
    export interface RecordResult {
        readonly data?: RecordRepresentation;
        readonly error?: unknown;
    }

    export const getRecord: WireAdapterConstructor<GetRecordConfig, RecordResult>;
    /** The value of a field, also over spanning paths (`Case.Contact.Name`); `undefined` when the record has no such field. */
    export function getFieldValue(record: RecordRepresentation, field: string): unknown;
}

declare module 'lightning/platformResourceLoader' {
    import type { LightningElement } from 'lwc';

    /** Loads a script once a page. Rejects when it can't be fetched. */
    export function loadScript(component: LightningElement, url: string): Promise<void>;
}

declare module 'lightning/flowSupport' {
    /** Tells a screen flow that a property of a component on its screen has another value. */
    export class FlowAttributeChangeEvent extends CustomEvent<object> {
        constructor(attributeName: string, attributeValue: unknown);
    }
}

declare module 'lightning/messageService' {
    import type { WireAdapterConstructor } from 'lwc';

    export interface MessageContextToken {
        readonly __messageContext: unique symbol;
    }
    export interface Subscription {
        readonly __subscription: unique symbol;
    }
    export const APPLICATION_SCOPE: symbol;
    export const MessageContext: WireAdapterConstructor<object, MessageContextToken>;
    export function createMessageContext(): MessageContextToken;
    export function releaseMessageContext(context: MessageContextToken): void;
    export function publish(context: MessageContextToken, channel: object, message: object): void;
    export function subscribe(
        context: MessageContextToken,
        channel: object | string,
        listener: (message: never) => void,
        options?: { scope: symbol }
    ): Subscription;
    export function unsubscribe(subscription: Subscription): void;
}

declare module 'lightning/platformShowToastEvent' {
    export class ShowToastEvent extends CustomEvent<object> {
        constructor(toast: { title: string; message?: string; variant?: string; mode?: string });
    }
}

declare module 'lightning/navigation' {
    import type { LightningElement, WireAdapterConstructor } from 'lwc';

    export interface PageReference {
        readonly type: string;
        readonly attributes: Readonly<Record<string, unknown>>;
        readonly state?: Readonly<Record<string, string>>;
    }

    export const CurrentPageReference: WireAdapterConstructor<object, unknown>;

    const Navigate: unique symbol;

    interface Navigating {
        [Navigate](page: PageReference, replace?: boolean): void;
    }

    export const NavigationMixin: {
        <Base extends new (...args: never[]) => LightningElement>(
            base: Base
        ): new () => LightningElement & Navigating;
        readonly Navigate: typeof Navigate;
    };
}

declare module 'lightning/platformUtilityBarApi' {
    import type { WireAdapterConstructor } from 'lwc';

    export const EnclosingUtilityId: WireAdapterConstructor<object, string | null | undefined>;
    export function open(utilityId: string, options?: { autoFocus?: boolean }): Promise<boolean>;
    export function updateUtility(
        utilityId: string,
        attributes: { label?: string; icon?: string; highlighted?: boolean }
    ): Promise<boolean>;
}

declare module 'lightning/platformWorkspaceApi' {
    import type { WireAdapterConstructor } from 'lwc';

    interface TabInfo {
        readonly tabId: string;
        readonly pageReference?: unknown;
        readonly subtabs?: readonly TabInfo[];
    }

    export const IsConsoleNavigation: WireAdapterConstructor<object, boolean | undefined>;
    export function focusTab(tabId: string): Promise<unknown>;
    export function getAllTabInfo(): Promise<readonly TabInfo[]>;
    export function getTabInfo(tabId: string): Promise<TabInfo>;
}
