import type { Misbehaviour } from './misbehaviour.ts';

type Switch = readonly [keyof Misbehaviour, string, string];

const NUMBERS: readonly Switch[] = [
    ['latencyMs', 'Latency', 'milliseconds added to every answer and message'],
    ['tokenSeconds', 'Token lifetime', 'seconds; empty: as long as the agent asked for']
];

const CHECKS: readonly Switch[] = [
    ['refuseAuthorization', 'Refuse authorization', 'whatever the login key'],
    ['expireLoginKeys', 'Login keys have expired', 'for authorization and for the viewer'],
    ['refuseLookups', 'Refuse lookups', 'lookupVisitor fails with “authorization”'],
    [
        'refuseInvokes',
        'Refuse invocations',
        'invokeVisitor and signalVisitor fail with “authorization”'
    ],
    ['refuseConnections', 'Refuse new connections', 'of agents and of visitors'],
    ['autoDecline', 'Decline by itself', 'the terms are displayed and declined'],
    ['neverShowTerms', 'Never show the terms', 'the request is taken and forgotten'],
    [
        'repeatSessionStart',
        'Repeat the session’s start',
        'whenever the visitor goes to another page'
    ]
];

/** The page on which one sees who is connected, and makes the stand-in misbehave. */
export function stagePage(): string {
    const numbers = NUMBERS.map(
        ([name, label, hint]) => `<label class="number"><span>${label}<small>${hint}</small></span>
            <input type="number" name="${name}" min="0" max="86400"></label>`
    );
    const checks = CHECKS.map(
        ([name, label, hint]) => `<label class="check"><input type="checkbox" name="${name}">
            <span>${label}<small>${hint}</small></span></label>`
    );
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
            <section aria-labelledby="switches-title"><h2 id="switches-title">Misbehave</h2>
                <form id="switches">${numbers.join('')}${checks.join('')}</form>
                <p class="actions">
                    <button type="button" data-post="/stage/drop/agents">Drop agents’ connections</button>
                    <button type="button" data-post="/stage/drop/visitors">Drop visitors’ connections</button>
                    <button type="button" data-post="/stage/reset">Behave again</button>
                </p>
                <p id="answer" role="status"></p></section>
        </main>
        <script src="/stage/stage.js"></script>
    </body>
</html>`;
}
