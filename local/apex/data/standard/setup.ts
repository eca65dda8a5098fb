/**
 * Users, profiles, permission sets and what they grant.
 * @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_permissionset.htm
 * and the pages of the other objects beside it
 */
import type { ObjectSchema } from '../schema.ts';
import {
    fixed,
    flag,
    lookup,
    newField,
    picklist,
    readOnly,
    required,
    standardObject,
    text
} from './fields.ts';

/** User permissions, each a field of PermissionSet and of Profile with `Permissions` before its name. */
export const USER_PERMISSIONS = [
    'ApiEnabled',
    'AssignPermissionSets',
    'AuthorApex',
    'CustomizeApplication',
    'ManageInternalUsers',
    'ManageUsers',
    'ModifyAllData',
    'ModifyMetadata',
    'RunFlow',
    'ViewAllData',
    'ViewAllUsers',
    'ViewSetup'
];

const SETUP = { kind: 'setup', sharing: 'readWrite' } as const;
const FOR_READING = { ...SETUP, isWritable: false } as const;

/** What a permission set can give access to, beside objects and fields. */
const SETUP_ENTITIES = [
    'ApexClass',
    'CustomPermission',
    'EntityDefinition',
    'ExternalCredentialParameter'
];

const userPermissions = USER_PERMISSIONS.map((name) => flag(`Permissions${name}`));

const locales = ['en_US', 'en_GB', 'de_DE', 'fr_FR', 'es_ES', 'ja_JP'];
const timeZones = [
    'GMT',
    'America/New_York',
    'America/Los_Angeles',
    'Europe/London',
    'Europe/Berlin',
    'Asia/Tokyo'
];

const user = standardObject(
    'User',
    '005',
    [
        required(text('Username', 80, { unique: true })),
        required(text('LastName', 80)),
        text('FirstName', 40),
        readOnly(text('Name', 121, { label: 'Full Name', isCalculated: true })),
        text('CompanyName', 80),
        text('Department', 80),
        text('Division', 80),
        text('Title', 80),
        text('EmployeeNumber', 20),
        required(newField('Email', 'EMAIL', { length: 128 })),
        required(text('Alias', 8)),
        text('CommunityNickname', 40, { unique: true }),
        newField('Phone', 'PHONE', { length: 40 }),
        newField('MobilePhone', 'PHONE', { label: 'Mobile', length: 40 }),
        flag('IsActive', { label: 'Active', defaultValue: 'true' }),
        required(picklist('TimeZoneSidKey', timeZones, { label: 'Time Zone' })),
        required(picklist('LocaleSidKey', locales, { label: 'Locale' })),
        required(picklist('LanguageLocaleKey', locales, { label: 'Language' })),
        required(
            picklist('EmailEncodingKey', ['UTF-8', 'ISO-8859-1'], { label: 'Email Encoding' })
        ),
        required(lookup('ProfileId', 'Profile', 'Users', { label: 'Profile ID' })),
        lookup('UserRoleId', 'UserRole', 'Users', { label: 'Role ID' }),
        lookup('ManagerId', 'User', null, { label: 'Manager ID' }),
        text('FederationIdentifier', 512, { label: 'SAML Federation ID', unique: true }),
        readOnly(picklist('UserType', ['Standard', 'PowerPartner', 'Guest'], { first: 'Standard' }))
    ],
    { ...SETUP, label: 'User', sharing: 'read' }
);

const userRole = standardObject(
    'UserRole',
    '00E',
    [
        required(text('Name', 80)),
        text('DeveloperName', 80),
        lookup('ParentRoleId', 'UserRole', null)
    ],
    { ...SETUP, label: 'Role' }
);

const userLicense = standardObject(
    'UserLicense',
    '100',
    [
        text('Name', 40),
        text('MasterLabel', 40),
        text('LicenseDefinitionKey', 40),
        text('Status', 40)
    ],
    FOR_READING
);

const profile = standardObject(
    'Profile',
    '00e',
    [
        required(text('Name', 255)),
        text('Description', 255),
        text('UserType', 40),
        lookup('UserLicenseId', 'UserLicense'),
        ...userPermissions
    ],
    FOR_READING
);

const permissionSet = standardObject(
    'PermissionSet',
    '0PS',
    [
        required(text('Name', 80, { label: 'Permission Set Name' })),
        required(text('Label', 80, { label: 'Permission Set Label' })),
        text('Description', 255),
        text('NamespacePrefix', 15),
        readOnly(flag('IsOwnedByProfile')),
        readOnly(flag('IsCustom', { defaultValue: 'true' })),
        readOnly(lookup('ProfileId', 'Profile', 'PermissionSets')),
        readOnly(lookup('PermissionSetGroupId', 'PermissionSetGroup')),
        readOnly(
            picklist('Type', ['Profile', 'Regular', 'Standard', 'Group', 'Session'], {
                first: 'Regular'
            })
        ),
        flag('HasActivationRequired'),
        ...userPermissions
    ],
    SETUP
);

const permissionSetGroup = standardObject(
    'PermissionSetGroup',
    '0PG',
    [
        required(text('DeveloperName', 80)),
        required(text('MasterLabel', 80)),
        text('Description', 255),
        flag('HasActivationRequired'),
        readOnly(
            picklist('Status', ['Updated', 'Outdated', 'Updating', 'Failed'], { first: 'Updated' })
        )
    ],
    SETUP
);

const permissionSetGroupComponent = standardObject(
    'PermissionSetGroupComponent',
    '0PL',
    [
        required(
            fixed(
                lookup(
                    'PermissionSetGroupId',
                    'PermissionSetGroup',
                    'PermissionSetGroupComponents',
                    { onDelete: 'cascade' }
                )
            )
        ),
        required(
            fixed(
                lookup('PermissionSetId', 'PermissionSet', 'PermissionSetGroupComponents', {
                    onDelete: 'cascade'
                })
            )
        )
    ],
    SETUP
);

const permissionSetAssignment = standardObject(
    'PermissionSetAssignment',
    '0Pa',
    [
        required(
            fixed(lookup('AssigneeId', 'User', 'PermissionSetAssignments', { onDelete: 'cascade' }))
        ),
        fixed(lookup('PermissionSetId', 'PermissionSet', 'Assignments', { onDelete: 'cascade' })),
        fixed(
            lookup('PermissionSetGroupId', 'PermissionSetGroup', 'Assignments', {
                onDelete: 'cascade'
            })
        ),
        newField('ExpirationDate', 'DATETIME'),
        readOnly(flag('IsActive', { defaultValue: 'true' }))
    ],
    SETUP
);

const setupEntityAccess = standardObject(
    'SetupEntityAccess',
    '0J0',
    [
        required(
            fixed(
                lookup('ParentId', 'PermissionSet', 'SetupEntityAccessItems', {
                    onDelete: 'cascade'
                })
            )
        ),
        required(fixed(lookup('SetupEntityId', SETUP_ENTITIES))),
        readOnly(text('SetupEntityType', 40))
    ],
    { ...SETUP, labelPlural: 'Setup Entity Access' }
);

const objectPermissions = standardObject(
    'ObjectPermissions',
    '110',
    [
        required(
            fixed(lookup('ParentId', 'PermissionSet', 'ObjectPerms', { onDelete: 'cascade' }))
        ),
        required(fixed(text('SobjectType', 40))),
        flag('PermissionsCreate'),
        flag('PermissionsRead'),
        flag('PermissionsEdit'),
        flag('PermissionsDelete'),
        flag('PermissionsViewAllRecords'),
        flag('PermissionsModifyAllRecords')
    ],
    { ...SETUP, labelPlural: 'Object Permissions' }
);

const fieldPermissions = standardObject(
    'FieldPermissions',
    '01k',
    [
        required(fixed(lookup('ParentId', 'PermissionSet', 'FieldPerms', { onDelete: 'cascade' }))),
        required(fixed(text('SobjectType', 40))),
        required(fixed(text('Field', 255))),
        flag('PermissionsRead'),
        flag('PermissionsEdit')
    ],
    { ...SETUP, labelPlural: 'Field Permissions' }
);

const customPermission = standardObject(
    'CustomPermission',
    '0CP',
    [
        text('DeveloperName', 80),
        text('MasterLabel', 80),
        text('Description', 255),
        text('NamespacePrefix', 15)
    ],
    FOR_READING
);

const externalCredentialParameter = standardObject(
    'ExternalCredentialParameter',
    '0pR',
    [
        text('DeveloperName', 80),
        text('ParameterName', 255),
        text('ParameterType', 40),
        text('NamespacePrefix', 15)
    ],
    FOR_READING
);

/** What a user stored for an external credential; callouts need read access to the object. */
const userExternalCredential = standardObject(
    'UserExternalCredential',
    '0Xu',
    [text('Name', 80)],
    // Access to it is granted as that to records is.
    { isWritable: false }
);

const organization = standardObject(
    'Organization',
    '00D',
    [
        text('Name', 80),
        text('NamespacePrefix', 15),
        text('InstanceName', 5),
        text('OrganizationType', 40),
        flag('IsSandbox'),
        text('LanguageLocaleKey', 10),
        text('TimeZoneSidKey', 40)
    ],
    FOR_READING
);

const apexClass = standardObject(
    'ApexClass',
    '01p',
    [
        text('Name', 255),
        text('NamespacePrefix', 15),
        newField('ApiVersion', 'DOUBLE', { precision: 18, scale: 1 }),
        text('Status', 40)
    ],
    { ...FOR_READING, labelPlural: 'Apex Classes' }
);

const entityDefinition = standardObject(
    'EntityDefinition',
    '4ie',
    [
        text('QualifiedApiName', 70),
        text('DurableId', 255),
        text('Label', 255),
        text('KeyPrefix', 3)
    ],
    FOR_READING
);

const flowDefinitionView = standardObject(
    'FlowDefinitionView',
    '3dd',
    [
        text('ApiName', 255),
        text('Label', 255),
        newField('Description', 'TEXTAREA', { length: 255 }),
        picklist('ProcessType', ['AutoLaunchedFlow', 'Flow', 'Workflow', 'InvocableProcess']),
        picklist('TriggerType', [
            'RecordAfterSave',
            'RecordBeforeSave',
            'Scheduled',
            'PlatformEvent'
        ]),
        text('NamespacePrefix', 15),
        text('ActiveVersionId', 18),
        text('LatestVersionId', 18),
        text('DurableId', 512),
        flag('IsActive', { label: 'Active' }),
        flag('IsTemplate'),
        newField('LastModifiedDate', 'DATETIME')
    ],
    FOR_READING
);

export const setupObjects: readonly ObjectSchema[] = [
    user,
    userRole,
    userLicense,
    profile,
    permissionSet,
    permissionSetGroup,
    permissionSetGroupComponent,
    permissionSetAssignment,
    setupEntityAccess,
    objectPermissions,
    fieldPermissions,
    customPermission,
    externalCredentialParameter,
    userExternalCredential,
    organization,
    apexClass,
    entityDefinition,
    flowDefinitionView
];
