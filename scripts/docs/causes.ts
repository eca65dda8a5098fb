import type { ErrorCode } from './error-code.ts';

/** What most likely lies behind a code, and what to do about it; the most likely first. In Markdown. */
export const causes = {
    notPermitted: [
        'The user doesn’t have the permission set *Glance Agent*. Setup → *Permission Set Groups* → *Glance Agents* → *Manage Assignments* → *Add Assignment*. Then reload the page.',
        'The user got the permission set while the page was open. Reload the page.'
    ],
    settingsNotPermitted: [
        '*Required Permission* in the Glance settings names a custom permission that the user doesn’t have. Setup → *Permission Sets* → the set that holds the permission → *Manage Assignments* → *Add Assignment*. Then reload the page.',
        '*Required Permission* holds a label or a misspelt name. It takes the API name: Setup → *Custom Permissions*.',
        'The component’s property *Settings* names the settings of another team. Open the page in App Builder and choose yours.'
    ],
    settingsMissing: [
        'The component’s property *Settings* names a record that was deleted or renamed. Open the page in App Builder, select the component, and choose one under *Settings*.',
        'The record *Default* of the custom metadata type *Glance Settings* was deleted. Setup → *Custom Metadata Types* → *Glance Settings* → *Manage Records*.'
    ],
    settingsUnavailable: [
        'The user doesn’t have the permission set *Glance Agent*, which also gives access to the Apex class *GlanceJoinController*. Assign it and reload the page.',
        'Salesforce could not be reached for a moment, or the user’s login has ended. Reload the page.',
        'The class does not compile in this org. Setup → *Apex Classes* → *Compile all classes* names the reason.'
    ],
    orgUnavailable: [
        'Salesforce could not be reached for a moment, or the user’s login has ended. Reload the page.',
        'The user doesn’t have the permission set *Glance Agent*, which gives access to the Apex class *GlanceJoinController*. Assign it and reload the page.'
    ],
    groupIdMissing: [
        'Nobody has entered the group id yet. Setup → *Custom Metadata Types* → *Glance Settings* → *Manage Records* → *Default* → *Edit* → *Group Id*.',
        'In a component of your own: `group-id` of `c-glance-join-button` is empty.'
    ],
    groupIdInvalid: [
        'The group id holds something other than four to six digits: a space, letters, or an API key pasted into the wrong field.'
    ],
    hostInvalid: [
        '*Web Server* or *Presence Server* in the Glance settings holds more than a host name. Write `www.glance.net`, without a path, and without `http://`.',
        'In a component of your own: `environment` is none of `production`, `beta`, `staging` and `custom`, or it is `custom` and there is no `web-server`.'
    ],
    optionsInvalid: [
        'In a component of your own: `auth-url` is no address, or `auth-headers` or `auth-body` is not an object whose values are texts or numbers. The button names the property.'
    ],
    puidMissing: [
        'The user has no Federation ID. Setup → *Users* → the user → *Edit* → *Federation ID*: enter the partner user id that Glance has for this person.',
        '*Partner User Id Field* in the Glance settings names a field that does not exist, is not of type text, email or id, or holds more than 255 characters.',
        'In a component of your own: `auth-url` or `login-key` is given without `puid`.'
    ],
    puidEditable: [
        '*Login Key Source* is *Org*, and the user can edit the field that *Partner User Id Field* names, on their own user record too: whoever can do that can become another agent. Choose *FederationIdentifier*, or take the edit access to the field away: Setup → *Object Manager* → *User* → *Fields & Relationships* → the field → *Set Field-Level Security*.',
        'The field is a formula of a field that the user can edit.',
        'The user is an administrator: anyone with *Manage Users* can edit every user’s Federation ID. With *Org*, they join as a user without that permission.'
    ],
    apiKeyMissing: [
        '*Login Key Source* is *Org*, but no API key was entered. App Launcher → *Glance Setup* → *API key* → *Save*.',
        'The org is a refreshed sandbox, or a copy: values of custom settings may not come along. Enter the key again.',
        'A login key service was meant: set *Login Key Source* to *Endpoint*.'
    ],
    apiKeyGroupInvalid: [
        'Several records of *Glance Settings* with *Login Key Source* = *Org* have different group ids. The org holds one API key, which is one group’s. Choose *Endpoint* for the others: a login key service keeps a key for each group.'
    ],
    certificateMissing: [
        '*JWT Certificate* in the Glance settings is not the *Unique Name* of a certificate of this org. Setup → *Certificate and Key Management* shows the unique names. The label is not the unique name.',
        'The org is a sandbox, or a copy, and doesn’t have the certificate. Create one, and give its public part to the login key service.'
    ],
    jwtSettingsMissing: [
        'One or two of *JWT Certificate*, *JWT Issuer* and *JWT Audience* are empty. A token is made of all three: Setup → *Custom Metadata Types* → *Glance Settings* → *Manage Records* → *Default* → *Edit*.',
        'The org sends a shared token instead (admin guide, step 8A), and something of a certificate was left over: empty all three.'
    ],
    webServerMissing: [
        '*Environment* is *Custom*, and *Web Server* is empty. Enter the host that Glance gave you, or choose *Production*.'
    ],
    webServerUnconfirmed: [
        '*Web Server* in the Glance settings names a host other than `*.glance.net` and `*.myglance.net`. If it is a mistake, empty the field. If Glance gave you that host: set *Environment* to *Custom*, and type the same host once more under *Confirmed Web Server*.',
        '*Confirmed Web Server* and *Web Server* differ, also in the port.',
        'The host has a port. Glance’s own hosts need none.',
        'In a component of your own: `web-server` names such a host, and `environment` is not `custom`, or `confirmed-web-server` is not the same host.'
    ],
    authUrlMissing: [
        '*Login Key Source* is *URL*, and *Login Key URL* is empty. Enter the address, or choose another source.'
    ],
    flowMissing: [
        'The flow’s API name does not begin with `Glance_`. Save it under a new name that does.',
        'The flow has no active version, or was renamed or deleted. Setup → *Flows* → the flow → *Activate*. A deployment to production may leave flows inactive.',
        '*Allowed Flows* in the Glance settings names flows, and this one is not among them.',
        'The flow is not autolaunched: screen flows and record-triggered flows can’t be used.'
    ],
    visitorFieldMissing: [
        'The page is one of an object that no record of the custom metadata type *Glance Visitor Field* names. Add one: Setup → *Custom Metadata Types* → *Glance Visitor Field* → *Manage Records* → *New*. Or choose the field in App Builder under *Visitor id field*.',
        'The component is used as an action on such an object.'
    ],
    visitorFieldUnreadable: [
        'The user may not read the field. The permission set *Glance Agent* gives read access to *Glance Visitor Id* of Account, Contact and Lead only; for a field of your own, add read access in a permission set of your own.',
        'The field’s path is misspelt in *Glance Visitor Field*, or the field was deleted: for the component both look alike.',
        'On a case: the user may not read the contact, or the field *Contact* of the case.'
    ],
    visitorIdMissing: [
        'The field is empty on this record. Enter the id by which the website knows the customer.',
        'On a case: the case has no contact.',
        'The visitor ids have not been loaded into Salesforce yet: see the admin guide, step 12.'
    ],
    visitorIdInvalid: [
        'The field holds an email address, a space, a dot or another character that Glance does not allow.',
        'It is a field of type number with a fraction, or with more than 15 digits, of which Salesforce’s pages lose some. Use a text field.',
        'It is longer than 62 characters.',
        'A pre-session flow or function answered with such a visitor id.'
    ],
    recordUnavailable: [
        'The record was deleted, or was shared with the user no longer.',
        'The connection to Salesforce was interrupted. Reload the page.'
    ],
    recordUnreadable: [
        'The pre-session flow was not run: the record was deleted, or is not shared with the user. Reload the page.',
        'The user can’t read the record’s object at all. Give read access in a permission set of your own.'
    ],
    scriptMissing: [
        'The static resource *GlancePresenceAgent* is still the placeholder. Fetch Glance’s script with `npm run presence-script -- --group <group id>`, then deploy again. Or upload it by hand: admin guide, step 5.',
        'The org was first deployed to with `--without-presence-script`, which sends the placeholder to an org that has no script, or a package was built without the script. Upload it, or fetch it and deploy again.',
        'The script belongs to another Glance product and does not define `GLANCE.Presence.Agent`.'
    ],
    loginKeyRefused: [
        'The login key service does not know the sender: *JWT Certificate*, *JWT Issuer* or *JWT Audience* in the Glance settings differ from what the service expects, or the service doesn’t have the certificate’s public part. The service’s log says which, under the code `unauthenticated`.',
        'With a shared token: *Named Credential* in the Glance settings is not `Glance_Login_Key_Token`, the parameter *Token* of its principal is missing, *Allow Formulas in HTTP Header* is off, or the token was changed on one side only.',
        '*Login Key Source* is *URL*, but the component asks the org for a key: in an own component give `auth-url` and `puid` as well.',
        'With `auth-url`: the address answered 401 or 403.'
    ],
    loginKeyServiceUnreachable: [
        'The Named Credential *Glance Login Key* still holds the example address `https://login-keys.example.com`. Setup → *Named Credentials* → *Glance Login Key* → *Edit* → *URL*.',
        'The user can’t use the Named Credential: they don’t have the permission set *Glance Login Key Access*, which gives access to the principals *Glance_Login_Key - Agents* and *Glance_Login_Key_Token - Agents*. The permission set group *Glance Agents* brings it; *Glance Agent* alone does not.',
        'The service is stopped, busy (it answered 429 or 503), or can’t be reached from Salesforce. Open its `/healthz` in a browser.',
        'The service’s certificate for https is not from a known authority.',
        'Source *URL*: the address is not under *Trusted URLs* with the directive *connect-src*, or the service does not name the org’s address in `ALLOWED_ORIGINS`.'
    ],
    loginKeyInvalid: [
        'The service works for another group than *Group Id* in the Glance settings says.',
        'The address or *Login Key Path* leads to something else that answered 200, such as a login page, or to nothing (404).',
        'The clock of the service’s computer is wrong, so that its own expiry and that of the key differ.'
    ],
    loginKeyPropertyInvalid: [
        'In a component of your own: `login-key` holds something other than a login key, such as the API key, the whole answer of the service, or a key that was URL-encoded. A login key has 57 characters and begins with `$1$`.'
    ],
    loginKeyExpired: [
        'The clock of the login key service’s computer is behind. The clock of the agent’s computer does not matter: the life of a key is counted from its arrival.',
        'In a component of your own: `login-key` was not replaced before it ran out, or the clock of the agent’s computer is far ahead.'
    ],
    authorizationRefused: [
        'The API key of the login key service, or of *Glance Setup*, is not that of the group: it was changed at Glance, or belongs to another group. Changing it at Glance makes all earlier login keys useless.',
        'No user of the Glance group has this partner user id. It must be the same, letter by letter, in the portal and in the Salesforce user’s field. If the Federation ID is used for single sign-on with other values, choose another field under *Partner User Id Field*.',
        'The agent is deactivated at Glance.',
        'The group id is right for another environment of Glance (beta, staging).',
        'The agent’s seat or role at Glance does not include cobrowse.'
    ],
    authorizationFailed: [
        'Glance has an outage: its login answered with an error.',
        '*Web Server* in the Glance settings leads to another computer than Glance’s, such as a proxy’s error page.'
    ],
    authorizationUnreachable: [
        'The org’s address is not allowed at Glance. Portal → *Settings* → *Cobrowse Settings* → *CRM and Chat Integration*: add the host that stands in the browser’s address bar on a record page. A browser can’t tell this from a network that is down.',
        'The org’s My Domain name was changed, or this is a sandbox, whose host differs. Add the new host.',
        'A firewall or proxy does not let the web server (`www.glance.net`) through, or the computer is offline.',
        'The web server is not under *Trusted URLs*: look for “Content Security Policy” in the browser’s console. Hosts of beta, of staging or of your own have to be added by hand.'
    ],
    groupConflict: [
        'Two components on the page, or one on the page and one in the utility bar, use Glance settings with different group ids. One browser page can work for one group at a time.'
    ],
    presenceNotEnabled: [
        'Glance has not turned on presence for this group. Ask Glance’s support for it, with the group id.',
        '*Group Id* or *Environment* in the Glance settings is wrong: presence is on for another group, or in another environment.',
        'Glance turned it on a moment ago. The browser may remember the old answer for up to a day: click *Try again*, or open the org in a new private window.'
    ],
    presenceUnreachable: [
        'A firewall or proxy does not let `presence.glance.net` and `www.glance.net` through, or blocks WebSockets (`wss`).',
        'The org’s address is not allowed at Glance: its services then simply don’t answer. See [authorizationUnreachable](#authorizationunreachable).',
        'The host is not under *Trusted URLs*: look for “Content Security Policy” in the browser’s console. Hosts of beta, of staging or of your own have to be added by hand.',
        'Glance has an outage.',
        'The computer is offline.'
    ],
    connectionLost: [
        'The network was interrupted, or the computer slept. The button connects again by itself, first after a second, then less and less often, at least once a minute.',
        'A proxy closes WebSockets that are quiet for a while.'
    ],
    presenceFailed: [
        'Glance’s script failed in a way that nothing is known about. Reload the page. If it stays, turn on *Debug mode*, and send the lines of the console to Glance.'
    ],
    visitorNotPresent: [
        'The customer closed the page, or another tab or window hides it. Ask them to bring the website to the front.',
        'The customer is logged out, or logged in under another visitor id.'
    ],
    visitorLeft: [
        'The customer closed the website, or went to one of its pages that has no Glance tag, while the request was open or during the session.'
    ],
    visitorDeclined: ['The customer refused in the terms, or closed them.'],
    inviteExpired: [
        'The customer did not answer within two minutes.',
        'The customer is in another session already: their page then shows no terms. Join with the key that they see.',
        'The terms never came up: a script of the website hides or blocks them. Try the website with another customer.'
    ],
    sessionKeyInUse: [
        'A session that the customer’s page started before still runs, under the same key. Ask the customer to end it, or join it with the key that they see.',
        '*Session Key* in the Glance settings is *Visitor id*, and the customer shares already: in another tab, or with another agent. *Random* avoids it.'
    ],
    sessionStartFailed: [
        'The customer’s network lets the website through, but not Glance’s session servers.',
        'The website’s own Content Security Policy keeps Glance’s scripts or sockets out.',
        'The customer closed the page right after accepting.',
        'Glance has an outage.'
    ],
    agentNotAuthorized: [
        'The agent’s role at Glance does not allow to see presence, or to join.',
        'The visitor belongs to another group: the website’s tag holds another group id.'
    ],
    endRefused: [
        'The website’s page did not stop the session within 15 seconds. End it in the viewer.',
        'The connection to Glance was down at that moment. Click *End session* again.',
        'The session had ended already, while the agent’s computer was offline. Click *Mark as ended*.'
    ],
    preSessionStopped: [
        'This is what the pre-session flow, or the page’s developer, intended. The text in its place says why.',
        'The sample flow *Glance Check Consent* stops whenever it can’t find the agreement: the contact has not agreed, the agent can’t see a contact with this visitor id, or several contacts have it.'
    ],
    preSessionFailed: [
        'A function or event listener of an own component failed. The browser’s console may say more.',
        'It answered with arguments that are no JSON object.'
    ],
    preSessionExpired: [
        'A flow, function or event listener took more than 30 seconds. Shorten it, or let it work after the join.'
    ],
    flowFailed: [
        'The flow ran into an error. Salesforce sends an email about it to the flow’s last editor.',
        'An output has another type than it must have: `proceed` is Boolean; `message`, `visitorId` and `customInvokeArguments` are Text.',
        '`customInvokeArguments` is no JSON object.',
        'The agent can’t read what the flow reads, or can’t run flows at all. Give read access, or let the flow run in system context; *Run Flows* comes with *Glance Agent*.'
    ],
    customInvokeInvalid: [
        '*Function on the customer’s page* is neither a name that your website defines in `GLANCE_COBROWSE.Custom`, such as `highlight`, nor a full name that begins with `GLANCE.` or `GLANCE_COBROWSE.Custom.`. The customer’s page refuses all other names in silence.',
        '*Arguments of the function* isn’t a JSON object. Names and texts need double quotes: `{"email": "{{Email}}"}`.'
    ],
    mergeFieldUnknown: [
        'A name in braces, such as `{{Email}}`, is not a field of this object. Use the field’s API name: custom fields end in `__c`.',
        'The agent may not read the field. Give read access in a permission set of your own.'
    ],
    customInvokeFailed: [
        'Glance did not take the request. Try again while the customer is on the website.'
    ],
    viewerFailed: [
        'No login key could be had at that moment. The button *Open session* tries again.',
        'In a component of your own: the function `open-viewer` failed.'
    ],
    sessionKeyInvalid: [
        'The key holds other characters than letters, digits, hyphens, underscores and tildes. Ask the customer to read it once more.'
    ],
    sessionNotFound: [
        'The customer’s session has ended, or they closed the page.',
        'The key was misheard. Ask the customer to read it once more.',
        'The customer’s website works for another Glance group, or another environment.'
    ],
    unknown: [
        'An error without a code of its own. Turn on *Debug mode*, do it once more, and give the lines of the console to whoever looks after this package.'
    ]
} as const satisfies Readonly<Record<ErrorCode, readonly [string, ...string[]]>>;
