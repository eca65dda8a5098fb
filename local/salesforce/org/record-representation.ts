/** A record in the shape of Salesforce's User Interface API. */
export interface RecordRepresentation {
    readonly apiName: string;
    readonly childRelationships: Readonly<Record<string, never>>;
    readonly fields: Readonly<Record<string, FieldRepresentation>>;
    readonly id: string;
    readonly lastModifiedById: string | null;
    readonly lastModifiedDate: string | null;
    readonly recordTypeId: string | null;
    readonly recordTypeInfo: null;
    readonly systemModstamp: string | null;
}

/** `displayValue` is `null` when it would be the same as the value. A spanned lookup's value is a record. */
export interface FieldRepresentation {
    readonly displayValue: string | null;
    readonly value: string | number | boolean | null | RecordRepresentation;
}
