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
type Input = HTMLInputElement | HTMLSelectElement;
const inputs = [...form.elements] as Input[];

form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('change', ({ target }) => change(target as Input));
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-post]')) {
    button.addEventListener('click', () => press(button));
}
void showSwitches();
void refresh();

async function refresh(): Promise<void> {
    try {
        const [overview, traffic] = await Promise.all([
            get<Overview>('/stage/overview'),
            get<Record<string, number | Record<string, number>>>('/stage/traffic')
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
                row.append(cell('dt', inWords(name)), cell('dd', total(count)));
                return row;
            })
        );
    } catch {
        say('Glance does not answer.');
    }
    setTimeout(refresh, REFRESH_MS);
}

async function showSwitches(): Promise<void> {
    const state = await get<Record<string, unknown>>('/stage/misbehave');
    for (const input of inputs.filter(({ name }) => name !== '')) {
        const value = state[input.name];
        if (input instanceof HTMLInputElement && input.type === 'checkbox') {
            input.checked = value === true;
        } else {
            input.value = String(value ?? '');
        }
    }
}

async function change(input: Input): Promise<void> {
    const groupId = input.dataset['modeOf'];
    const answer = await (groupId === undefined
        ? post('/stage/misbehave', { [input.name]: valueOf(input) })
        : post('/stage/mode', { groupId: Number(groupId), mode: input.value }));
    say(answer.reason ?? 'Changed.');
}

/** Empty fields are `null`, numbers that must be there 0. */
function valueOf(input: Input): boolean | number | string | null {
    if (input instanceof HTMLSelectElement) {
        return input.value || null;
    }
    if (input.type === 'checkbox') {
        return input.checked;
    }
    const empty = input.dataset['empty'] === 'null' ? null : 0;
    return input.value === '' ? empty : Number(input.value);
}

async function press(button: HTMLButtonElement): Promise<void> {
    const { reason, ...counts } = await post(button.dataset['post'] ?? '');
    const [done] = Object.entries(counts).filter(([name]) => /^(dropped|told|ended)$/.test(name));
    say(
        reason ?? (done ? `${inWords(done[0])}: ${done[1]}.` : 'All switches are as at the start.')
    );
    await showSwitches();
}

async function post(path: string, body?: object): Promise<{ reason?: string }> {
    const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(path, { method: 'POST', ...(body && json) });
    const answer = (await response.json()) as { reason?: string };
    return response.ok ? answer : { reason: answer.reason ?? 'That did not work.' };
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

/** Counts that are kept by visitor or by host, together. */
function total(count: number | Record<string, number>): number {
    return typeof count === 'number'
        ? count
        : Object.values(count).reduce((sum, each) => sum + each, 0);
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
