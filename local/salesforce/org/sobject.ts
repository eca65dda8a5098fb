/** A stored record: its fields by API name. Lookups hold ids; their relationship is named in `relationships`. */
export interface SObject {
    readonly apiName: string;
    readonly id: string;
    readonly fields: Record<string, string | number | boolean | null>;
}

/** Lookup relationships by object: relationship name → the field that holds the id. */
export const relationships: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    Contact: { Account: 'AccountId', Owner: 'OwnerId' },
    Case: { Contact: 'ContactId', Account: 'AccountId', Owner: 'OwnerId' },
    Lead: { Owner: 'OwnerId' },
    Account: { Owner: 'OwnerId' },
    MessagingSession: { EndUserContact: 'EndUserContactId', Owner: 'OwnerId' },
    VoiceCall: { Glance_Contact__r: 'Glance_Contact__c', Owner: 'OwnerId' }
};

/**
 * The 18-character form of a record id.
 * @param id 15 characters, case-sensitive, or already 18
 */
export function longId(id: string): string {
    if (id.length !== 15) {
        return id;
    }
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
    const suffix = [0, 5, 10].map((start) => {
        const bits = [...id.slice(start, start + 5)].map((c) => (/[A-Z]/.test(c) ? 1 : 0));
        return alphabet[bits.reduce<number>((sum, bit, i) => sum + (bit << i), 0)];
    });
    return id + suffix.join('');
}
