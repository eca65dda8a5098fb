import * as Authorization from './agent/authorization.ts';
import { GlanceAgent, listenToMessages } from './agent/glance-agent.ts';
import { leakGlobals } from './agent/leaked-globals.ts';
import { page } from './agent/page.ts';
import { Agent } from './agent/presence-agent.ts';
import { BUILD, IS_OLD } from './agent/version.ts';

const { setToken, clearToken, authorized, authorize, gettoken } = Authorization;

page.GLANCE = Object.assign(page.GLANCE ?? {}, {
    VERSION: BUILD,
    PATCH: 0,
    Lib: {},
    Authorization: {
        setToken,
        ...(IS_OLD && { gettoken }),
        clearToken,
        authorized,
        authorize
    },
    Presence: { ...(page.GLANCE?.['Presence'] as object), Agent },
    ...(!IS_OLD && { Agent: GlanceAgent })
});

if (IS_OLD) {
    leakGlobals();
} else {
    listenToMessages();
}
