/**
 * What an admin calls the properties of the button: those of App Builder by their labels there (`*.js-meta.xml`), the
 * others by the fields of Glance Settings. Setup shows both in English only.
 */
export const PROPERTY_LABELS: Readonly<Record<string, string>> = {
    'custom-invoke': 'Function on the customer’s page',
    'custom-arguments': 'Arguments of the function',
    'custom-invoke-when': 'Run the function',
    'arrival-alert': 'Alert when the customer arrives',
    'open-location': 'Open viewer in',
    'group-id': 'Group Id',
    environment: 'Environment',
    'web-server': 'Web Server',
    'presence-server': 'Presence Server',
    'auth-url': 'Login Key URL',
    'open-viewer-when': 'Open Viewer When',
    'session-key-from': 'Session Key'
};
