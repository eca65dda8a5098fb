import { configuration, page } from '../agent/page.ts';
import { Visitor } from './presence-visitor.ts';
import { BUILD } from './version.ts';

page.GLANCE = Object.assign(page.GLANCE ?? {}, {
    VERSION: BUILD,
    Presence: { ...(page.GLANCE?.['Presence'] as object), Visitor }
});

const { presence } = configuration();
if (presence !== undefined && presence !== 'api') {
    new Visitor().presence();
}
