const REFRESH_MS = 1000;

interface Overview {
    readonly visitors: readonly {
        visitorId: string;
        pages: number;
        agents: number;
        url: string;
    }[];
    readonly sessions: readonly { sessionKey: string; startedAt: number; viewers: number }[];
}

const form = element('switches') as HTMLFormElement;
const inputs = [...form.elements] as HTMLInputElement[];

form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('change', ({ target }) => change(target as HTMLInputElement));
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-post]')) {
    button.addEventListener('click', () => press(button));
}
void showSwitches();
void refresh();

async function refresh(): Promise<void> {
    try {
        const [overview, traffic] = await Promise.all([
            get<Overview>('/stage/overview'),
            get<Record<string, number>>('/stage/traffic')
        ]);
        fillRows(
            'visitors',
            overview.visitors.map(({ visitorId, pages, agents, url }) => [
                visitorId,
                pages,
                agents,
                url
            ])
        );
        fillRows(
            'sessions',
            overview.sessions.map(({ sessionKey, startedAt, viewers }) => [
                sessionKey,
                new Date(startedAt).toLocaleTimeString(),
                viewers
            ])
        );
        element('traffic').replaceChildren(
            ...Object.entries(traffic).map(([name, count]) => {
                const row = document.createElement('div');
                row.append(cell('dt', inWords(name)), cell('dd', count));
                return row;
            })
        );
    } catch {
        say('Glance does not answer.');
    }
    setTimeout(refresh, REFRESH_MS);
}

async function showSwitches(): Promise<void> {
    const state = await get<Record<string, number | boolean | null>>('/stage/misbehave');
    for (const input of inputs) {
        const value = state[input.name];
        if (input.type === 'checkbox') {
            input.checked = value === true;
        } else {
            input.value = value === null || value === undefined ? '' : String(value);
        }
    }
}

async function change(input: HTMLInputElement): Promise<void> {
    const empty = input.name === 'tokenSeconds' ? null : 0;
    const number = input.value === '' ? empty : Number(input.value);
    const response = await fetch('/stage/misbehave', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ [input.name]: input.type === 'checkbox' ? input.checked : number })
    });
    const { reason } = (await response.json()) as { reason?: string };
    say(response.ok ? 'Changed.' : (reason ?? 'That did not work.'));
}

async function press(button: HTMLButtonElement): Promise<void> {
    const response = await fetch(button.dataset['post'] ?? '', { method: 'POST' });
    const { dropped } = (await response.json()) as { dropped?: number };
    say(dropped === undefined ? 'All switches are off.' : `Dropped: ${dropped}.`);
    await showSwitches();
}

async function get<Answer>(path: string): Promise<Answer> {
    return (await (await fetch(path)).json()) as Answer;
}

function fillRows(id: string, rows: readonly (readonly (string | number)[])[]): void {
    const body = element(id);
    body.replaceChildren(
        ...rows.map((row) => {
            const line = document.createElement('tr');
            line.append(...row.map((value) => cell('td', value)));
            return line;
        })
    );
    if (rows.length === 0) {
        const line = document.createElement('tr');
        const none = cell('td', 'None');
        none.className = 'none';
        line.append(none);
        body.append(line);
    }
}

function cell(tag: string, value: string | number): HTMLElement {
    const made = document.createElement(tag);
    made.textContent = String(value);
    return made;
}

/** `agentConnectionsRefused` → `Agent connections refused`. */
function inWords(name: string): string {
    const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    return words.charAt(0).toUpperCase() + words.slice(1);
}

function say(text: string): void {
    element('answer').textContent = text;
}

function element(id: string): HTMLElement {
    const found = document.getElementById(id);
    if (!found) {
        throw new Error(`The page has no element #${id}.`);
    }
    return found;
}
