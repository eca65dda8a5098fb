import { agent, customers } from '../people.ts';
import { longId, type SObject } from './org/sobject.ts';

type Fields = SObject['fields'];

/** Contacts whom the website doesn't know: one without a visitor id, one with an e-mail address for one. */
const others = [
    {
        visitorId: null,
        firstName: 'Sam',
        lastName: 'Lee',
        email: 'sam.lee@example.com',
        phone: '+1 202 555 0106'
    },
    {
        visitorId: 'erik@example.com',
        firstName: 'Erik',
        lastName: 'Lund',
        email: 'erik@example.com',
        phone: '+1 202 555 0107'
    }
];

const titles = [
    'Head of Operations',
    'Finance Manager',
    'Product Designer',
    'Store Manager',
    'Data Analyst',
    'Office Manager',
    'Owner'
];

const addresses = [
    ['14 Harbor Street', 'Boston', 'MA', '02110', 'USA'],
    ['880 Pine Avenue', 'Seattle', 'WA', '98101', 'USA'],
    ['27 Market Lane', 'San Francisco', 'CA', '94103', 'USA'],
    ['5 Old Mill Road', 'Denver', 'CO', '80202', 'USA'],
    ['311 Lake Drive', 'Chicago', 'IL', '60601', 'USA'],
    ['72 River Terrace', 'Austin', 'TX', '78701', 'USA'],
    ['9 Birch Court', 'Portland', 'OR', '97201', 'USA']
] as const;

const cases = [
    {
        subject: 'Cannot complete checkout',
        status: 'Working',
        priority: 'High',
        origin: 'Phone',
        description: 'The payment step shows a blank page after the card number is entered.'
    },
    {
        subject: 'Question about an invoice',
        status: 'New',
        priority: 'Medium',
        origin: 'Web',
        description: 'The invoice of last month lists a service that was cancelled.'
    },
    {
        subject: 'How do I change my delivery address?',
        status: 'New',
        priority: 'Low',
        origin: 'Email',
        description: 'Moves house next week and cannot find where to change the address.'
    },
    {
        subject: 'Password reset mail does not arrive',
        status: 'Escalated',
        priority: 'High',
        origin: 'Phone',
        description: 'Asked for a reset three times. Nothing in the spam folder either.'
    },
    {
        subject: 'Wants to compare two plans',
        status: 'Working',
        priority: 'Medium',
        origin: 'Chat',
        description: 'Would like to walk through the plan page together.'
    },
    {
        subject: 'Store locator shows no shops',
        status: 'New',
        priority: 'Low',
        origin: 'Web',
        description: 'The map stays grey on a tablet.'
    }
];

/** The id of a stage record: key prefix, a pod, a number. */
function stageId(prefix: string, number: number): string {
    return longId(`${prefix}Hp00001${String(number).padStart(5, '0')}`);
}

const [, , mei] = customers;
const personAccount = {
    name: `${mei?.firstName} ${mei?.lastName}`,
    phone: mei?.phone ?? null,
    visitorId: mei?.visitorId ?? null
};

const accountId = stageId('001', 1);
/** Ids of the stage's contacts, in the order of `customers`, then Sam Lee and Erik Lund. */
export const contactIds: readonly string[] = [...customers, ...others].map((_, i) =>
    stageId('003', i + 1)
);
/** Ids of the stage's cases: one for each contact but Erik Lund, in the same order. */
export const caseIds: readonly string[] = cases.map((_, i) => stageId('500', i + 1));
/** A customer who is a person account: the contact's visitor id is the account's field, too. */
export const personAccountId: string = stageId('001', 2);
/** A messaging session and a voice call of the first two customers. */
export const messagingSessionId: string = stageId('0Mw', 1);
export const voiceCallId: string = stageId('0LQ', 1);
/** The stage's lead. */
export const leadId: string = stageId('00Q', 1);

/** All records, by 18-character id. */
export function stageRecords(): Map<string, SObject> {
    const records = [
        record('User', agent.userId, { Name: agent.name, Email: agent.email }),
        record('Account', accountId, {
            Name: 'Harbor & Pine Goods',
            Type: 'Customer - Direct',
            Industry: 'Retail',
            Phone: '+1 202 555 0100',
            Website: 'https://harborandpine.example.com',
            BillingAddress: address(0),
            NumberOfEmployees: 240,
            Description: 'Household goods, sold in 31 shops and online.',
            Glance_Visitor_Id__c: null,
            OwnerId: agent.userId
        }),
        ...[...customers, ...others].map((person, i) =>
            record('Contact', contactIds[i] ?? '', {
                ...personFields(person),
                Title: titles[i] ?? null,
                AccountId: accountId,
                Department: i % 2 === 0 ? 'Operations' : 'Administration',
                MobilePhone: person.phone.replace('555 01', '555 02'),
                MailingAddress: address(i),
                LeadSource: i % 2 === 0 ? 'Web' : 'Partner Referral',
                Description: null,
                Glance_Consent__c: true,
                OwnerId: agent.userId
            })
        ),
        ...cases.map((item, i) =>
            record('Case', caseIds[i] ?? '', {
                Name: `0000${1026 + i}`,
                CaseNumber: `0000${1026 + i}`,
                Subject: item.subject,
                Status: item.status,
                Priority: item.priority,
                Origin: item.origin,
                Description: item.description,
                ContactId: contactIds[i] ?? null,
                AccountId: accountId,
                OwnerId: agent.userId
            })
        ),
        record('Account', personAccountId, {
            Name: personAccount.name,
            Type: 'Customer - Direct',
            Industry: null,
            Phone: personAccount.phone,
            Website: null,
            BillingAddress: address(2),
            NumberOfEmployees: null,
            Description: null,
            Glance_Visitor_Id__c: null,
            Glance_Visitor_Id__pc: personAccount.visitorId,
            OwnerId: agent.userId
        }),
        record('MessagingSession', messagingSessionId, {
            Name: '00000042',
            Status: 'Active',
            ChannelName: 'Web Chat',
            Origin: 'Inbound Initiated',
            EndUserContactId: contactIds[0] ?? null,
            OwnerId: agent.userId
        }),
        record('VoiceCall', voiceCallId, {
            Name: '00000107',
            CallType: 'Inbound',
            FromPhoneNumber: customers[1]?.phone ?? null,
            Glance_Contact__c: contactIds[1] ?? null,
            OwnerId: agent.userId
        }),
        record('Lead', leadId, {
            FirstName: 'Nadia',
            LastName: 'Haddad',
            Name: 'Nadia Haddad',
            Company: 'Cedar Analytics',
            Title: 'Founder',
            Status: 'Working - Contacted',
            Email: 'nadia.haddad@example.com',
            Phone: '+1 202 555 0108',
            LeadSource: 'Web',
            Glance_Visitor_Id__c: 'lead-2001',
            OwnerId: agent.userId
        })
    ];
    return new Map(records.map((item) => [item.id, item]));
}

function record(apiName: string, id: string, fields: Fields): SObject {
    return { apiName, id, fields: { Id: id, ...fields } };
}

function personFields(person: {
    readonly visitorId: string | null;
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
    readonly phone: string;
}): Fields {
    return {
        FirstName: person.firstName,
        LastName: person.lastName,
        Name: `${person.firstName} ${person.lastName}`,
        Email: person.email,
        Phone: person.phone,
        Glance_Visitor_Id__c: person.visitorId
    };
}

function address(i: number): string {
    const [street, city, state, code, country] = addresses[i] ?? addresses[0];
    return `${street}\n${city}, ${state} ${code}\n${country}`;
}
