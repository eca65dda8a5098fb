declare module '@salesforce/apex/GlanceApiKeyController.isSet' {
    export default function isSet(): Promise<boolean>;
}

declare module '@salesforce/apex/GlanceApiKeyController.save' {
    export default function save(parameters: { apiKey: string }): Promise<void>;
}
