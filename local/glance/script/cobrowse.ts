import { configElement, define } from './page.ts';
import { CobrowseVisitor } from './cobrowse-visitor.ts';
import { Visitor } from './visitor.ts';

const presence = configElement()?.getAttribute('data-presence');
const hasPresence = presence === 'on' || presence === 'api';

const visitor = new CobrowseVisitor();
define('Cobrowse', { Visitor: visitor });

if (hasPresence) {
    define('Presence', { Visitor });
}
if (presence === 'on') {
    const present = new Visitor();
    if (present.visitorId !== undefined) {
        present.presence();
        present.connect();
    }
}
visitor.continueSession();
