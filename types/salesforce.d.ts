/** Ambient types of the `@salesforce/*` modules that Salesforce resolves when a bundle is saved. */

declare module '@salesforce/apex/GlanceJoinController.getContext' {
    export default function getContext(parameters: { settingsName: string }): Promise<unknown>;
}

declare module '@salesforce/apex/GlanceJoinController.getLoginKey' {
    export default function getLoginKey(parameters: { settingsName: string }): Promise<unknown>;
}

declare module '@salesforce/apex/GlanceJoinController.lookUpSession' {
    export default function lookUpSession(parameters: {
        settingsName: string;
        sessionKey: string;
    }): Promise<unknown>;
}

declare module '@salesforce/apex/GlanceJoinController.runPreSession' {
    export default function runPreSession(parameters: {
        settingsName: string;
        flowName: string;
        recordId: string | null;
        visitorId: string;
        visitorIdField: string;
    }): Promise<unknown>;
}

declare module '@salesforce/label/*' {
    const text: string;
    export default text;
}

declare module '@salesforce/resourceUrl/*' {
    const url: string;
    export default url;
}

declare module '@salesforce/customPermission/*' {
    /** `true` for a user who holds the permission, otherwise `undefined`. */
    const granted: true | undefined;
    export default granted;
}

declare module '@salesforce/messageChannel/*' {
    const channel: object;
    export default channel;
}
