/** What people notice that has no error code, and what lies behind it. In Markdown. */
export const withoutCode = [
    {
        seen: 'The button stays blue although the customer is on the website',
        causes: [
            'The visitor id on the record and the one that the website publishes differ. They are compared letter by letter, capitals included.',
            'The customer is not logged in, or the website publishes the visitor id only after the login.',
            'The page has no Glance tag, or a tag without `data-presence`.',
            'Another window covers the website entirely, or another tab is in front of it.',
            'The tag’s group id differs from *Group Id* in the Glance settings.'
        ]
    },
    {
        seen: 'The viewer does not open',
        causes: [
            'The browser blocked it. Click *Open session*: what opens at a click is not blocked. To let it open by itself, allow pop-ups for the org’s address: admin guide, step 15.',
            'Nobody can tell a blocked viewer from an opened one, so the button can’t say which it was.'
        ]
    },
    {
        seen: 'The card offers a session key only',
        causes: [
            'The component is on an app or home page: there is no record there, and so no customer.',
            'In the utility bar: the page in front shows no record, or one of an object without a record of *Glance Visitor Field*.'
        ]
    },
    {
        seen: 'The utility does not tell when a customer comes online',
        causes: [
            '*Start automatically* is off for it: Salesforce then loads the utility only when it is first opened. App Manager → the app → *Utility Items*.',
            'The record in front is of an object without a record of *Glance Visitor Field*.'
        ]
    },
    {
        seen: 'The component is not offered in App Builder',
        causes: [
            'The deployment did not end well: Setup → *Deployment Status*.',
            'My Domain is not deployed to users yet.',
            '*Glance Join Utility* is offered in the App Manager, under *Utility Items*, and not in App Builder.'
        ]
    },
    {
        seen: 'A pre-session flow does not run',
        causes: [
            'It is set for the component of one page only. Each page has properties of its own, and so has the utility: choose the flow there, too.',
            'Joining with a session key runs no flow.'
        ]
    },
    {
        seen: 'The function on the customer’s page does nothing',
        causes: [
            'Glance passes over a name that the page does not define in `GLANCE_COBROWSE.Custom`, and reports success. Capitals count.'
        ]
    },
    {
        seen: 'The customer is in a session, but the card asks for a session key',
        causes: [
            'The customer started the session, or another agent did. Only the customer knows its key: they read it to you.'
        ]
    },
    {
        seen: 'The session still shows after the customer has left',
        causes: [
            'The button asks Glance every 15 to 20 seconds whether the session goes on. If Glance can’t be asked, it takes two minutes. The org asks only where *Remote Site Settings* name the web server; for hosts other than `www.glance.net`, add them: admin guide, step 19.',
            'Click *Mark as ended*: it ends the session on your card, and nothing else.'
        ]
    }
] as const;
