/** What the stage's org would answer when it is asked to describe its objects, as far as App Builder's pick lists ask. */

/** A field that holds a short text or an id. */
interface TextField {
    readonly name: string;
    readonly label: string;
}

const visitorId: TextField = { name: 'Glance_Visitor_Id__c', label: 'Glance Visitor Id' };

const texts: Readonly<Record<string, readonly TextField[]>> = {
    Contact: [
        { name: 'Id', label: 'Contact ID' },
        { name: 'FirstName', label: 'First Name' },
        { name: 'LastName', label: 'Last Name' },
        { name: 'Name', label: 'Full Name' },
        { name: 'Title', label: 'Title' },
        { name: 'Department', label: 'Department' },
        visitorId
    ],
    Case: [
        { name: 'Id', label: 'Case ID' },
        { name: 'CaseNumber', label: 'Case Number' },
        { name: 'Subject', label: 'Subject' }
    ],
    Lead: [
        { name: 'Id', label: 'Lead ID' },
        { name: 'FirstName', label: 'First Name' },
        { name: 'LastName', label: 'Last Name' },
        { name: 'Company', label: 'Company' },
        { name: 'Title', label: 'Title' },
        visitorId
    ],
    Account: [
        { name: 'Id', label: 'Account ID' },
        { name: 'Name', label: 'Account Name' },
        visitorId
    ]
};

interface Lookup {
    readonly relationship: string;
    readonly label: string;
    readonly parentApiName: string;
}

const lookups: Readonly<Record<string, readonly Lookup[]>> = {
    Contact: [{ relationship: 'Account', label: 'Account ID', parentApiName: 'Account' }],
    Case: [
        { relationship: 'Account', label: 'Account ID', parentApiName: 'Account' },
        { relationship: 'Contact', label: 'Contact ID', parentApiName: 'Contact' }
    ]
};

/** The text fields of an object. */
export function textFields(objectApiName: string): readonly TextField[] {
    return texts[objectApiName] ?? [];
}

/** The lookups of an object that lead to records of one object only. */
export function lookupsToOneObject(objectApiName: string): readonly Lookup[] {
    return lookups[objectApiName] ?? [];
}
