import { MODES } from './options.ts';
import { SWITCHES, type Switch } from './switches.ts';

/** What can be done at once: address to post to, and the words on the button. */
const COMMANDS: readonly (readonly [string, string])[] = [
    ['/stage/drop/agents', 'Drop agents’ connections'],
    ['/stage/drop/agents?how=cut', 'Cut agents’ connections'],
    ['/stage/drop/visitors', 'Drop visitors’ connections'],
    ['/stage/drop/visitors?how=cut', 'Cut visitors’ connections'],
    ['/stage/tell/agents?word=serverclose', 'Agents: server closes'],
    ['/stage/tell/agents?word=redirect', 'Agents: other server'],
    ['/stage/tell/agents?word=scaledown', 'Agents: reconnect'],
    ['/stage/tell/visitors?word=blur', 'Visitors: another page has the focus'],
    ['/stage/end-sessions', 'End all sessions'],
    ['/stage/void-tokens', 'Make tokens void'],
    ['/stage/reset', 'Switches as at the start']
];

/** The page on which one sees who is connected, and makes the stand-in misbehave. */
export function stagePage(groups: readonly { groupId: number; mode: string }[]): string {
    return `<!doctype html>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Glance stand-in</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="/stage/stage.css">
    </head>
    <body>
        <header><h1>Glance stand-in</h1><p>Who is connected, and how this Glance behaves.</p></header>
        <main>
            <section aria-labelledby="visitors-title"><h2 id="visitors-title">Visitor ids</h2>
                <table><thead><tr><th scope="col">Visitor id</th><th scope="col">Pages</th><th scope="col">Agents</th><th scope="col">Looks at</th></tr></thead><tbody id="visitors"></tbody></table></section>
            <section aria-labelledby="sessions-title"><h2 id="sessions-title">Sessions</h2>
                <table><thead><tr><th scope="col">Session key</th><th scope="col">Since</th><th scope="col">Viewers</th></tr></thead><tbody id="sessions"></tbody></table></section>
            <section aria-labelledby="traffic-title"><h2 id="traffic-title">Traffic since the start</h2>
                <dl id="traffic"></dl></section>
            <section aria-labelledby="switches-title"><h2 id="switches-title">Behavior</h2>
                <form id="switches">${groups.map(modeField).join('')}${SWITCHES.map(field).join('')}</form>
                <p class="actions">
                    ${COMMANDS.map(([path, label]) => `<button type="button" data-post="${path}">${label}</button>`).join('\n                    ')}
                </p>
                <p id="answer" role="status"></p></section>
        </main>
        <script src="/stage/stage.js"></script>
    </body>
</html>`;
}

function modeField({ groupId, mode }: { groupId: number; mode: string }): string {
    const options = MODES.map(
        (each) => `<option${each === mode ? ' selected' : ''}>${each}</option>`
    );
    return `<label class="number"><span>Group ${groupId}<small>which of Glance’s scripts it gets, from the next page on</small></span>
            <select data-mode-of="${groupId}">${options.join('')}</select></label>`;
}

function field(each: Switch): string {
    const words = `<span>${each.label}<small>${each.hint}</small></span>`;
    switch (each.kind) {
        case 'flag':
            return `<label class="check"><input type="checkbox" name="${each.name}">
            ${words}</label>`;
        case 'number':
            return `<label class="number">${words}
            <input type="number" name="${each.name}" min="0" max="86400"${each.nullable ? ' data-empty="null"' : ''}></label>`;
        case 'choice':
            return `<label class="number">${words}
            <select name="${each.name}">${[...(each.nullable ? [''] : []), ...each.choices].map((choice) => `<option value="${choice}">${choice || 'no'}</option>`).join('')}</select></label>`;
    }
}
