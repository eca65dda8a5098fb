/**
 * Accounts, contacts, leads, cases and what belongs to them.
 * @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_account.htm
 * and the pages of the other objects beside it
 */
import type { FieldSchema, ObjectSchema } from '../schema.ts';
import {
    address,
    fixed,
    flag,
    lookup,
    newField,
    owner,
    picklist,
    readOnly,
    required,
    standardObject,
    text
} from './fields.ts';

const LEAD_SOURCES = ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'];
const SALUTATIONS = ['Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.', 'Mx.'];
const INDUSTRIES = [
    'Agriculture',
    'Banking',
    'Education',
    'Electronics',
    'Finance',
    'Healthcare',
    'Insurance',
    'Retail',
    'Technology',
    'Other'
];

/** The names of a person; `Name` is made of them. */
function personName(): FieldSchema[] {
    return [
        required(text('LastName', 80)),
        text('FirstName', 40),
        picklist('Salutation', SALUTATIONS),
        readOnly(text('Name', 121, { label: 'Full Name', isCalculated: true }))
    ];
}

const account = standardObject('Account', '001', [
    required(text('Name', 255, { label: 'Account Name' })),
    picklist('Type', ['Prospect', 'Customer - Direct', 'Customer - Channel', 'Partner', 'Other'], {
        label: 'Account Type'
    }),
    lookup('ParentId', 'Account', 'ChildAccounts', { label: 'Parent Account ID' }),
    ...address('Billing'),
    ...address('Shipping'),
    newField('Phone', 'PHONE', { label: 'Account Phone', length: 40 }),
    newField('Fax', 'PHONE', { length: 40 }),
    text('AccountNumber', 40),
    newField('Website', 'URL', { length: 255 }),
    picklist('Industry', INDUSTRIES),
    newField('AnnualRevenue', 'CURRENCY', { precision: 18 }),
    newField('NumberOfEmployees', 'INTEGER', { label: 'Employees', precision: 8 }),
    newField('Description', 'TEXTAREA', { label: 'Account Description', length: 32_000 }),
    picklist('Rating', ['Hot', 'Warm', 'Cold'], { label: 'Account Rating' }),
    owner()
]);

const contact = standardObject('Contact', '003', [
    lookup('AccountId', 'Account', 'Contacts', { label: 'Account ID', onDelete: 'cascade' }),
    ...personName(),
    ...address('Mailing'),
    ...address('Other'),
    newField('Phone', 'PHONE', { label: 'Business Phone', length: 40 }),
    newField('MobilePhone', 'PHONE', { length: 40 }),
    newField('HomePhone', 'PHONE', { length: 40 }),
    lookup('ReportsToId', 'Contact', null, { label: 'Reports To ID' }),
    newField('Email', 'EMAIL', { length: 80 }),
    text('Title', 128),
    text('Department', 80),
    picklist('LeadSource', LEAD_SOURCES),
    newField('Birthdate', 'DATE'),
    newField('Description', 'TEXTAREA', { label: 'Contact Description', length: 32_000 }),
    owner()
]);

const lead = standardObject('Lead', '00Q', [
    ...personName(),
    text('Title', 128),
    required(text('Company', 255)),
    ...address(''),
    newField('Phone', 'PHONE', { length: 40 }),
    newField('MobilePhone', 'PHONE', { length: 40 }),
    newField('Email', 'EMAIL', { length: 80 }),
    newField('Website', 'URL', { length: 255 }),
    newField('Description', 'TEXTAREA', { length: 32_000 }),
    picklist('LeadSource', LEAD_SOURCES),
    picklist(
        'Status',
        [
            'Open - Not Contacted',
            'Working - Contacted',
            'Closed - Converted',
            'Closed - Not Converted'
        ],
        { first: 'Open - Not Contacted', required: true }
    ),
    picklist('Industry', INDUSTRIES),
    picklist('Rating', ['Hot', 'Warm', 'Cold']),
    readOnly(flag('IsConverted', { label: 'Converted' })),
    owner()
]);

const supportCase = standardObject('Case', '500', [
    readOnly(text('CaseNumber', 30)),
    lookup('ContactId', 'Contact', 'Cases', { label: 'Contact ID' }),
    lookup('AccountId', 'Account', 'Cases', { label: 'Account ID' }),
    lookup('ParentId', 'Case', 'Cases', { label: 'Parent Case ID' }),
    text('SuppliedName', 80),
    newField('SuppliedEmail', 'EMAIL', { length: 80 }),
    picklist('Type', ['Mechanical', 'Electrical', 'Electronic', 'Structural', 'Other'], {
        label: 'Case Type'
    }),
    picklist('Status', ['New', 'Working', 'Escalated', 'Closed'], { first: 'New' }),
    picklist('Reason', ['Installation', 'Performance', 'Other'], { label: 'Case Reason' }),
    picklist('Origin', ['Phone', 'Email', 'Web', 'Chat'], { label: 'Case Origin' }),
    text('Subject', 255),
    picklist('Priority', ['High', 'Medium', 'Low'], { first: 'Medium' }),
    newField('Description', 'TEXTAREA', { length: 32_000 }),
    readOnly(flag('IsClosed', { label: 'Closed' })),
    readOnly(newField('ClosedDate', 'DATETIME')),
    flag('IsEscalated', { label: 'Escalated' }),
    owner()
]);

const opportunity = standardObject(
    'Opportunity',
    '006',
    [
        lookup('AccountId', 'Account', 'Opportunities', { onDelete: 'cascade' }),
        required(text('Name', 120)),
        newField('Description', 'TEXTAREA', { length: 32_000 }),
        required(
            picklist('StageName', ['Prospecting', 'Qualification', 'Closed Won', 'Closed Lost'])
        ),
        newField('Amount', 'CURRENCY', { precision: 18, scale: 2 }),
        newField('Probability', 'PERCENT', { precision: 3 }),
        required(newField('CloseDate', 'DATE')),
        picklist('Type', ['Existing Business', 'New Business']),
        owner()
    ],
    { labelPlural: 'Opportunities' }
);

const task = standardObject('Task', '00T', [
    lookup('WhoId', ['Contact', 'Lead'], 'Tasks', { onDelete: 'cascade' }),
    lookup('WhatId', ['Account', 'Case', 'Opportunity'], 'Tasks', { onDelete: 'cascade' }),
    text('Subject', 255),
    newField('ActivityDate', 'DATE', { label: 'Due Date Only' }),
    picklist('Status', ['Not Started', 'In Progress', 'Completed', 'Deferred'], {
        first: 'Not Started'
    }),
    picklist('Priority', ['High', 'Normal', 'Low'], { first: 'Normal' }),
    newField('Description', 'TEXTAREA', { length: 32_000 }),
    owner()
]);

const voiceCall = standardObject('VoiceCall', '0LQ', [
    fixed(picklist('CallType', ['Inbound', 'Outbound', 'Internal', 'Transfer'])),
    fixed(newField('CallStartDateTime', 'DATETIME')),
    newField('CallEndDateTime', 'DATETIME'),
    text('FromPhoneNumber', 255),
    text('ToPhoneNumber', 255),
    text('VendorCallKey', 255),
    lookup('UserId', 'User'),
    lookup('RelatedRecordId', ['Account', 'Case', 'Contact', 'Lead'], 'VoiceCalls'),
    owner()
]);

const messagingEndUser = standardObject('MessagingEndUser', '0PA', [
    required(text('Name', 255)),
    lookup('ContactId', 'Contact', 'MessagingEndUsers'),
    lookup('AccountId', 'Account', 'MessagingEndUsers'),
    lookup('LeadId', 'Lead', 'MessagingEndUsers'),
    text('MessagingPlatformKey', 255),
    owner()
]);

const messagingSession = standardObject('MessagingSession', '0Mw', [
    readOnly(text('Name', 30)),
    lookup('MessagingEndUserId', 'MessagingEndUser', 'MessagingSessions', { onDelete: 'cascade' }),
    lookup('CaseId', 'Case', 'MessagingSessions'),
    lookup('LeadId', 'Lead', 'MessagingSessions'),
    readOnly(lookup('EndUserContactId', 'Contact', 'MessagingSessions')),
    readOnly(lookup('EndUserAccountId', 'Account', 'MessagingSessions')),
    picklist('Status', ['New', 'Waiting', 'Active', 'Inactive', 'Ended', 'Error'], {
        first: 'New'
    }),
    owner()
]);

export const salesAndService: readonly ObjectSchema[] = [
    account,
    contact,
    lead,
    supportCase,
    opportunity,
    task,
    voiceCall,
    messagingEndUser,
    messagingSession
];
