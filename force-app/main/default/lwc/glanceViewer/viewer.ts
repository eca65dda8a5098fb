import type { LoginKey } from 'c/glanceLoginKey';

/** Where the viewer opens: a tab of the browser, or a window of its own. */
export type OpenLocation = 'tab' | 'window';

/** Which session to show, and to which agent. Holds a login key: handle it as a secret. */
export interface ViewerRequest {
    /** Origin of Glance's web server, e.g. `https://www.glance.net`. */
    readonly webServerOrigin: string;
    readonly sessionKey: string;
    readonly loginKey: LoginKey;
}

/** One field of a form, or one parameter of an address. */
export interface Field {
    readonly name: string;
    readonly value: string;
}

/** A form to post. */
export interface ViewerForm {
    readonly action: string;
    readonly fields: readonly Field[];
}

const PATH = '/agentjoin/AgentView.aspx';

/** Features of a window of its own, as in Glance's samples. */
const WINDOW_FEATURES = 'location=no,menubar=0,titlebar=0,status=0,toolbar=0';

/** What the viewer is told. `Wait=1` makes it wait until the session has started. Source: Glance's documentation of AgentView.aspx. */
function fieldsOf({ sessionKey, loginKey }: ViewerRequest): Field[] {
    return [
        { name: 'Wait', value: '1' },
        { name: 'SessionKey', value: sessionKey },
        { name: 'partnerid', value: String(loginKey.groupId) },
        { name: 'partneruserid', value: loginKey.partnerUserId },
        { name: 'loginkey', value: loginKey.loginKey }
    ];
}

/**
 * The viewer as a form to post, so that no login key stands in an address. The names are in upper case, as Glance's own
 * agent code posts them.
 */
export function viewerForm(request: ViewerRequest): ViewerForm {
    return {
        action: request.webServerOrigin + PATH,
        fields: fieldsOf(request).map(({ name, value }) => ({ name: name.toUpperCase(), value }))
    };
}

/** The address of the viewer for one session, login key included: handle it as a secret. */
export function viewerUrl(request: ViewerRequest): string {
    const query = new URLSearchParams(
        fieldsOf(request).map(({ name, value }): [string, string] => [name, value])
    );
    return `${request.webServerOrigin}${PATH}?${query.toString()}`;
}

/**
 * Opens the viewer: a tab by a posted form; a window by its address, since a form can't open a window of a size of its own
 * under Lightning Web Security. Whether the browser let it open can't be told: Lightning Web Security forces `noopener`,
 * so `window.open` answers `null` either way. Offer a link, too.
 * @param holder where the form is put for a moment; by default, and where that is gone, the page's body.
 */
export function openViewer(
    request: ViewerRequest,
    location: OpenLocation,
    holder: Element | null = null
): void {
    if (location === 'window') {
        window.open(viewerUrl(request), '_blank', `noopener,noreferrer,${WINDOW_FEATURES}`);
    } else {
        post(viewerForm(request), holder?.isConnected ? holder : document.body);
    }
}

function post({ action, fields }: ViewerForm, holder: Element): void {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = action;
    form.target = '_blank';
    form.setAttribute('rel', 'noopener noreferrer');
    form.hidden = true;
    for (const { name, value } of fields) {
        const input = document.createElement('input');
        input.type = 'hidden';
        input.name = name;
        input.value = value;
        form.append(input);
    }
    // Only a form that is part of the document can be submitted. It holds a login key, so it's gone at once.
    holder.append(form);
    try {
        form.submit();
    } finally {
        form.remove();
    }
}
