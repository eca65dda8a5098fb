/** A field of an account, at the end of a path with its object: `Account.X__c`, `Case.Account.X__c`. */
const FIELD_OF_ACCOUNT = /^((?:\w+\.)*Account\.\w+__)c$/;

/** What is to be read for a visitor id at a path: its field and, of an account, that of a person account's contact. */
export function visitorFieldsAt(path: string): string[] {
    const personField = personFieldOf(path);
    return personField ? [path, personField] : [path];
}

/**
 * The field of a person account's contact, for a path that ends in an account's field: the account has it, too, as `X__pc`
 * where the contact's is `X__c`. Source: Salesforce's "Person Account Fields".
 * @param path the field with its object
 * @returns `null` for the fields of other objects, and for standard ones
 */
export function personFieldOf(path: string): string | null {
    const start = FIELD_OF_ACCOUNT.exec(path)?.[1];
    return start === undefined ? null : `${start}pc`;
}
