/**
 * The people of the stage: customers whom both the website and the CRM know, and the agent who helps them.
 * `visitorId` is what the website publishes to Glance and what the CRM holds in `Glance_Visitor_Id__c`.
 */
export interface Customer {
    readonly visitorId: string;
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
    readonly phone: string;
}

export const customers: readonly Customer[] = [
    {
        visitorId: 'cust-1001',
        firstName: 'Rosa',
        lastName: 'Alvarez',
        email: 'rosa.alvarez@example.com',
        phone: '+1 202 555 0101'
    },
    {
        visitorId: 'cust-1002',
        firstName: 'Ben',
        lastName: 'Okafor',
        email: 'ben.okafor@example.com',
        phone: '+1 202 555 0102'
    },
    {
        visitorId: 'cust-1003',
        firstName: 'Mei',
        lastName: 'Lin',
        email: 'mei.lin@example.com',
        phone: '+1 202 555 0103'
    },
    {
        visitorId: 'cust-1004',
        firstName: 'Tomás',
        lastName: 'Novák',
        email: 'tomas.novak@example.com',
        phone: '+1 202 555 0104'
    },
    {
        visitorId: 'cust-1005',
        firstName: 'Priya',
        lastName: 'Sharma',
        email: 'priya.sharma@example.com',
        phone: '+1 202 555 0105'
    }
];

/** A user of the stage's CRM. `partnerUserId` (PUID) is what Glance knows the agent by. */
export interface Agent {
    readonly userId: string;
    readonly name: string;
    readonly email: string;
    readonly partnerUserId: string;
}

/** The running user of the stage's CRM. */
export const agent: Agent = {
    userId: '005Hp00000STAGEIAA',
    name: 'Alex Agent',
    email: 'alex.agent@example.com',
    partnerUserId: 'alex.agent@example.com'
};

/** Another agent of the same group, for who comes after, or works beside, the first one. */
export const colleague: Agent = {
    userId: '005Hp00000STAGF1AA',
    name: 'Chris Colleague',
    email: 'chris.colleague@example.com',
    partnerUserId: 'chris.colleague@example.com'
};

/** Everybody whom Glance lets in as an agent of the group. */
export const agents: readonly Agent[] = [agent, colleague];

/** The group id (= partner id) that the stage's Glance serves. */
export const groupId = 12345;
