import type { PresenceData, VisitorMessage } from '../../wire.ts';
import { configuration, page, type Configuration } from '../agent/page.ts';
import { describeBrowser } from './browser.ts';
import { invoke } from './invoke.ts';
import { PresenceLink } from './presence-link.ts';

interface VisitorParameters {
    readonly groupid?: string | number;
    readonly visitorid?: string | number;
    readonly [key: string]: unknown;
}

interface PresenceParameters {
    readonly data?: PresenceData;
    /** Taken, and never called: as by all of Glance's scripts seen. */
    readonly onsuccess?: () => void;
}

/** Seconds; where `/uniquevisitor` names none. */
const UNIQUE_ID_TIMEOUT = 300;

type Handler = ((...values: unknown[]) => void) | null | undefined;

/** `GLANCE.Presence.Visitor`: tells that the page is looked at, and lets agents call its functions (`wire.md` §6). */
export class Visitor {
    /** The latest one, so that all scripts of a page can tell the agents something. */
    static instance: Visitor | undefined;

    readonly #parameters: Record<string, unknown>;
    readonly #link: PresenceLink;
    #guestToken: string | undefined;
    #data: PresenceData = {};
    /** Whether the page has asked for presence at all. */
    #isWanted = false;
    #posts = false;

    constructor(parameters: VisitorParameters = {}) {
        const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
        this.#parameters = Object.fromEntries(given);
        this.#link = new PresenceLink({
            configuration: () => this.#configuration(),
            guestToken: () => this.#guestToken,
            receive: (message) => this.#receive(message)
        });
        Visitor.instance = this;
        document.addEventListener('visibilitychange', () => this.#followVisibility());
        addEventListener('pagehide', () => this.#leavePage());
        addEventListener('focus', () => this.#gainFocus());
    }

    /** Changes who the visitor is, for presence and for sessions. */
    static setVisitorId(visitorId: string): void {
        page.GLANCE_COBROWSE = Object.assign(page.GLANCE_COBROWSE ?? {}, { visitorid: visitorId });
        Visitor.instance?.setVisitorId(visitorId);
    }

    /** Tells the agents what is known of the page; data of earlier calls stay. Connects for it. */
    presence({ data }: PresenceParameters = {}): void {
        this.#data = { ...this.#data, ...data };
        this.#posts = true;
        this.connect();
        this.fire('presence', this.#describe());
    }

    connect(): void {
        this.#isWanted = true;
        this.#link.connect();
    }

    disconnect(): void {
        this.#link.disconnect();
    }

    /** Tells the agents something; waits for the connection. */
    fire(type: string, data?: unknown): void {
        this.#link.send({ type, data });
    }

    /** Goes on with another id, if connected or if the page leaves presence to Glance. Presence isn't told again. */
    setVisitorId(visitorId: string): void {
        this.#parameters['visitorid'] = visitorId;
        this.#guestToken = undefined;
        if (this.#link.isOpen || this.#configuration()['presence'] !== 'api') {
            this.disconnect();
            this.connect();
        }
    }

    /** Connects an unknown visitor with an id that the service makes; `onuniqueid(id, seconds)` gets it. */
    connectUnique(parameters: PresenceParameters = {}): void {
        this.#link.askForUniqueId(({ visitorid, uniqueid, guesttoken, timeout }) => {
            this.#parameters['visitorid'] = visitorid;
            this.#guestToken = guesttoken;
            this.#handle('uniqueid', uniqueid, timeout ?? UNIQUE_ID_TIMEOUT);
            this.presence(parameters);
        });
    }

    extendUnique(): void {
        this.disconnect();
        this.presence();
    }

    /** Another page of this visitor has the focus. */
    onblur(): void {
        this.disconnect();
    }

    #configuration(): Configuration {
        return configuration(this.#parameters);
    }

    /** A page that nobody sees hangs up. A guest stays. */
    #followVisibility(): void {
        if (!this.#isWanted || this.#guestToken !== undefined) {
            return;
        }
        if (document.visibilityState === 'visible') {
            this.connect();
            this.fire('visibility', { visibility: 'visible' });
        } else if (this.#link.isOpen) {
            this.fire('visibility', { visibility: 'hidden' });
            this.disconnect();
        }
    }

    #leavePage(): void {
        if (this.#link.isOpen && this.#guestToken === undefined) {
            this.fire('visibility', { visibility: 'hidden' });
            this.#link.leave();
        }
    }

    #gainFocus(): void {
        if (this.#posts) {
            this.presence();
        } else if (this.#isWanted) {
            this.connect();
        }
    }

    #describe(): PresenceData {
        const custom: PresenceData = {};
        for (const [key, value] of Object.entries(this.#configuration())) {
            if (key.startsWith('user-')) {
                custom[key.slice('user-'.length)] = value as string;
            }
        }
        return { ...custom, ...describeBrowser(), ...this.#data };
    }

    #receive(message: object): void {
        const { mtype, type, data, keepalive, direct } = message as Record<string, unknown>;
        const kind = String(mtype ?? type);
        switch (kind) {
            case 'connected':
                this.#link.keepAlive(Number(keepalive ?? 0));
                this.#handle(kind, data);
                break;
            case 'invoke': {
                const { func, args } = data as (VisitorMessage & { mtype: 'invoke' })['data'];
                invoke(func, args);
                break;
            }
            case 'serverclose':
                this.disconnect();
                this.#handle('close');
                break;
            case 'redirect':
                this.#link.redirect((data as { direct?: unknown } | undefined)?.direct ?? direct);
                break;
            case 'scaledown':
                this.disconnect();
                this.connect();
                break;
            default:
                this.#handle(kind, data);
        }
    }

    #handle(kind: string, ...values: unknown[]): void {
        const handler = (this as unknown as Record<string, Handler>)[`on${kind}`];
        if (typeof handler === 'function') {
            handler.apply(this, values);
        }
    }
}
