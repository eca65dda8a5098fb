import type { PageFrame } from '../layout.ts';

export function helpPage(): PageFrame {
    return {
        title: 'Help',
        body: `<section class="narrow">
            <h1>How can we help?</h1>
            <p class="lead">Call us at +1 202 555 0199, from eight to eight.</p>
            <div class="panel pad">
                <h2>Show an agent this page</h2>
                <p>While you are on the phone, you can let our agent see the website as you see it.
                Start sharing, and tell the agent the number that appears.</p>
                <p><button class="button" id="share" type="button">Share this page</button></p>
            </div>
            <div class="panel pad">
                <h2>Questions that people ask</h2>
                <details><summary>When is my payment booked?</summary><p>On the same day, if you send it before four in the afternoon.</p></details>
                <details><summary>I have lost my card</summary><p>Call us at any hour. We block it at once and send a new one.</p></details>
            </div>
        </section>
        <script>
            document.getElementById('share').addEventListener('click', function () {
                GLANCE.Cobrowse.Visitor.showTerms({ sessionKey: 'GLANCE_KEYTYPE_RANDOM' });
            });
        </script>`
    };
}
