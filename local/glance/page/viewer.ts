import { Replayer } from 'rrweb';
import type { ServerToView, ViewerPageData, ViewToServer, VisitorIdentity } from '../wire.ts';

type ReplayEvent = Exclude<Parameters<Replayer['addEvent']>[0], string>;

/** How far the picture lags behind, in milliseconds: enough to replay events in their own rhythm. */
const BUFFER_MS = 100;
const RECONNECT_MS = 1000;
const TRIES = 15;

/** rrweb's number for the event that opens each full snapshot and carries the window's size. */
const META = 4;

const session = JSON.parse(element('session').textContent) as ViewerPageData;
const screen = element('screen');
let socket: WebSocket;
let replayer: Replayer | null = null;
let isOver = false;
let triesLeft = TRIES;

element('end').addEventListener('click', () => send({ type: 'end' }));
addEventListener('resize', fit);
connect();

function connect(): void {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    socket = new WebSocket(`${scheme}://${session.server}/viewer/ws`);
    socket.addEventListener('open', () => {
        triesLeft = TRIES;
        send({ type: 'view', ticket: session.ticket });
    });
    socket.addEventListener('message', ({ data }) => handle(JSON.parse(String(data))));
    socket.addEventListener('close', () => {
        if (isOver) {
            return;
        }
        triesLeft -= 1;
        if (triesLeft > 0) {
            tell('Reconnecting…');
            setTimeout(connect, RECONNECT_MS);
        } else {
            finish('Connection lost', 'Glance can’t be reached. Close this window and join again.');
        }
    });
}

function handle(message: ServerToView): void {
    switch (message.type) {
        case 'waiting':
            screen.hidden = true;
            notice(
                'Waiting for the customer',
                'The session starts as soon as the customer accepts.'
            );
            tell('Waiting');
            break;
        case 'started':
            name(message.visitor);
            if (!replayer) {
                notice('Connecting to the customer’s page', 'One moment, please.');
            }
            break;
        case 'event':
            show(message.event as ReplayEvent);
            break;
        case 'undrawable':
            element('end').hidden = false;
            element('spinner').hidden = true;
            notice(
                'Sharing',
                'The page of a script that is not the stand-in’s can’t be drawn here.'
            );
            setState('live');
            tell('Live');
            break;
        case 'ended':
            finish('The session has ended', 'You can close this window.');
            break;
        case 'refused':
            finish(
                'You need to log in',
                'This page has been open for too long. Join again from the record.'
            );
            break;
    }
}

/** A new page of the customer's starts with a snapshot of its own, and gets a replayer of its own. */
function show(event: ReplayEvent): void {
    if (event.type === META) {
        screen.replaceChildren();
        replayer = new Replayer([], {
            root: screen,
            liveMode: true,
            mouseTail: false,
            showWarning: false,
            logger: { log: () => undefined, warn: () => undefined }
        });
        replayer.on('resize', fit);
        replayer.on('fullsnapshot-rebuilded', fit);
        replayer.startLive(event.timestamp - BUFFER_MS);
    }
    replayer?.addEvent(event);
    element('notice').hidden = true;
    element('end').hidden = false;
    screen.hidden = false;
    setState('live');
    tell('Live');
    fit();
}

/** Scales the customer's window to fit into this one, and centers it. */
function fit(): void {
    const frame = replayer?.iframe;
    if (!replayer || !frame) {
        return;
    }
    const { clientWidth: width, clientHeight: height } = screen;
    const scale = Math.min(width / frame.offsetWidth, height / frame.offsetHeight, 1);
    if (Number.isFinite(scale) && scale > 0) {
        const { style } = replayer.wrapper;
        style.transform = `scale(${scale})`;
        style.left = `${(width - frame.offsetWidth * scale) / 2}px`;
        style.top = `${Math.max(0, (height - frame.offsetHeight * scale) / 2)}px`;
    }
}

function name(visitor: VisitorIdentity): void {
    const known = visitor.name ?? visitor.visitorid ?? 'Customer';
    const details = [visitor.email, visitor.phone, `session key ${session.sessionKey}`];
    element('customer').textContent = known;
    element('details').textContent = details.filter(Boolean).join(' · ');
    document.title = `${known} – Cobrowse session`;
}

function finish(title: string, text: string): void {
    isOver = true;
    socket.close();
    screen.hidden = true;
    screen.replaceChildren();
    element('end').hidden = true;
    element('spinner').hidden = true;
    notice(title, text);
    setState('over');
    tell('Ended');
}

function notice(title: string, text: string): void {
    element('notice').hidden = false;
    element('notice-title').textContent = title;
    element('notice-text').textContent = text;
}

function tell(status: string): void {
    const line = element('status');
    if (line.textContent !== status) {
        line.textContent = status;
    }
}

function setState(state: string): void {
    document.querySelector('.bar')?.setAttribute('data-state', state);
}

function send(message: ViewToServer): void {
    socket.send(JSON.stringify(message));
}

function element(id: string): HTMLElement {
    const found = document.getElementById(id);
    if (!found) {
        throw new Error(`The page has no element #${id}.`);
    }
    return found;
}
