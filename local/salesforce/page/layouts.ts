/** How the pages show an object: what an admin lays out in Setup. */
export interface ObjectLayout {
    readonly label: string;
    readonly pluralLabel: string;
    readonly iconName: string;
    /** The field that names a record in its header. */
    readonly titleField: string;
    readonly highlights: readonly LayoutField[];
    readonly sections: readonly {
        readonly label: string;
        /** Shown in two columns, filled row by row. */
        readonly fields: readonly LayoutField[];
    }[];
    readonly listColumns: readonly LayoutField[];
    /** Child records: the object, and its field that holds this record's id. */
    readonly related: readonly {
        readonly objectApiName: string;
        readonly lookup: string;
        readonly columns: readonly LayoutField[];
    }[];
}

export type FieldType = 'text' | 'phone' | 'email' | 'url' | 'lookup' | 'longText' | 'checkbox';

export interface LayoutField {
    /** Without the object's name: `Phone`, or the relationship of a lookup, such as `Account`. */
    readonly name: string;
    readonly label: string;
    readonly type: FieldType;
    readonly editable: boolean;
}

function field(name: string, label: string, type: FieldType = 'text'): LayoutField {
    return { name, label, type, editable: false };
}

const owner = field('Owner', 'Owner', 'lookup');
const account = field('Account', 'Account Name', 'lookup');
const visitorId: LayoutField = {
    name: 'Glance_Visitor_Id__c',
    label: 'Glance Visitor Id',
    type: 'text',
    editable: true
};
const consent: LayoutField = {
    name: 'Glance_Consent__c',
    label: 'Glance Consent',
    type: 'checkbox',
    editable: true
};
const phone = field('Phone', 'Phone', 'phone');
const email = field('Email', 'Email', 'email');
const title = field('Title', 'Title');
const name = field('Name', 'Name');
const leadSource = field('LeadSource', 'Lead Source');
const description = field('Description', 'Description', 'longText');
const subject = field('Subject', 'Subject');
const status = field('Status', 'Status');
const priority = field('Priority', 'Priority');
const endUserContact = field('EndUserContact', 'Contact', 'lookup');
const glanceContact = field('Glance_Contact__r', 'Glance Contact', 'lookup');
const fromPhone = field('FromPhoneNumber', 'From', 'phone');
const caseNumber = field('CaseNumber', 'Case Number');

export const layouts: Readonly<Record<string, ObjectLayout>> = {
    Contact: {
        label: 'Contact',
        pluralLabel: 'Contacts',
        iconName: 'standard:contact',
        titleField: 'Name',
        highlights: [title, account, phone, email, owner],
        sections: [
            {
                label: 'Contact Information',
                fields: [
                    name,
                    phone,
                    account,
                    field('MobilePhone', 'Mobile', 'phone'),
                    title,
                    email,
                    field('Department', 'Department'),
                    leadSource
                ]
            },
            {
                label: 'Screen Sharing',
                fields: [visitorId, consent]
            },
            {
                label: 'Address Information',
                fields: [field('MailingAddress', 'Mailing Address', 'longText'), owner]
            }
        ],
        listColumns: [name, account, title, phone, email, visitorId],
        related: [
            {
                objectApiName: 'Case',
                lookup: 'ContactId',
                columns: [caseNumber, subject, status, priority]
            }
        ]
    },
    Case: {
        label: 'Case',
        pluralLabel: 'Cases',
        iconName: 'standard:case',
        titleField: 'Subject',
        highlights: [
            priority,
            status,
            caseNumber,
            field('Contact', 'Contact Name', 'lookup'),
            owner
        ],
        sections: [
            {
                label: 'Case Information',
                fields: [
                    caseNumber,
                    owner,
                    field('Contact', 'Contact Name', 'lookup'),
                    status,
                    account,
                    priority,
                    field('Origin', 'Case Origin')
                ]
            },
            { label: 'Description Information', fields: [subject, description] }
        ],
        listColumns: [
            caseNumber,
            subject,
            field('Contact', 'Contact Name', 'lookup'),
            status,
            priority
        ],
        related: []
    },
    MessagingSession: {
        label: 'Messaging Session',
        pluralLabel: 'Messaging Sessions',
        iconName: 'standard:messaging_session',
        titleField: 'Name',
        highlights: [status, field('ChannelName', 'Channel Name'), endUserContact, owner],
        sections: [
            {
                label: 'Messaging Session',
                fields: [name, endUserContact, status, field('Origin', 'Origin')]
            }
        ],
        listColumns: [name, endUserContact, status],
        related: []
    },
    VoiceCall: {
        label: 'Voice Call',
        pluralLabel: 'Voice Calls',
        iconName: 'standard:voice_call',
        titleField: 'Name',
        highlights: [field('CallType', 'Call Type'), fromPhone, glanceContact, owner],
        sections: [
            {
                label: 'Voice Call',
                fields: [name, glanceContact, field('CallType', 'Call Type'), fromPhone]
            }
        ],
        listColumns: [name, glanceContact, fromPhone],
        related: []
    },
    Lead: {
        label: 'Lead',
        pluralLabel: 'Leads',
        iconName: 'standard:lead',
        titleField: 'Name',
        highlights: [title, field('Company', 'Company'), phone, email, owner],
        sections: [
            {
                label: 'Lead Information',
                fields: [
                    name,
                    phone,
                    field('Company', 'Company'),
                    email,
                    title,
                    field('Status', 'Lead Status'),
                    leadSource,
                    owner
                ]
            },
            { label: 'Screen Sharing', fields: [visitorId] }
        ],
        listColumns: [name, field('Company', 'Company'), phone, email, visitorId],
        related: []
    },
    Account: {
        label: 'Account',
        pluralLabel: 'Accounts',
        iconName: 'standard:account',
        titleField: 'Name',
        highlights: [
            field('Type', 'Type'),
            phone,
            field('Website', 'Website', 'url'),
            field('Industry', 'Industry'),
            owner
        ],
        sections: [
            {
                label: 'Account Information',
                fields: [
                    field('Name', 'Account Name'),
                    phone,
                    field('Type', 'Type'),
                    field('Website', 'Website', 'url'),
                    field('Industry', 'Industry'),
                    field('NumberOfEmployees', 'Employees'),
                    field('BillingAddress', 'Billing Address', 'longText'),
                    owner
                ]
            },
            { label: 'Screen Sharing', fields: [visitorId] }
        ],
        listColumns: [field('Name', 'Account Name'), phone, field('Industry', 'Industry')],
        related: [
            {
                objectApiName: 'Contact',
                lookup: 'AccountId',
                columns: [name, title, phone, email]
            },
            {
                objectApiName: 'Case',
                lookup: 'AccountId',
                columns: [caseNumber, subject, status, priority]
            }
        ]
    }
};

/** The names of the fields that a layout reads of a record, qualified, for `getRecord`. */
export function fieldNames(objectApiName: string, fields: readonly LayoutField[]): string[] {
    return fields.flatMap(({ name: fieldName, type }) =>
        type === 'lookup'
            ? [`${objectApiName}.${fieldName}.Id`, `${objectApiName}.${fieldName}.Name`]
            : [`${objectApiName}.${fieldName}`]
    );
}
