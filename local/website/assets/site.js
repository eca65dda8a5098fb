/* What the bank lets its agents do on the customer's page, and nothing else. */
window.fernbrook = (function () {
    'use strict';

    /** The element meant by `selector`, by a field's name or id, or by a text in the page. */
    function find(params) {
        if (params.selector) {
            return document.querySelector(params.selector);
        }
        if (params.field) {
            return (
                document.getElementById(params.field) || document.getElementsByName(params.field)[0]
            );
        }
        var wanted = String(params.text || '').toLowerCase();
        var candidates = document.querySelectorAll(
            'main h1, main h2, main a, main button, main td, main th, main label, main p'
        );
        return Array.from(candidates).find(function (element) {
            return wanted !== '' && element.textContent.toLowerCase().includes(wanted);
        });
    }

    return {
        custom: {
            /** Draws the customer's eye to something: `{selector}`, `{field}` or `{text}`. */
            highlight: function (params) {
                var element = find(params || {});
                if (!element) {
                    return;
                }
                var target = element.closest('.field') || element;
                target.scrollIntoView({ block: 'center', behavior: 'smooth' });
                target.classList.add('highlight');
                setTimeout(function () {
                    target.classList.remove('highlight');
                }, 6000);
            },
            /** Takes the customer to another page of this website: `{path}`. */
            openPage: function (params) {
                var url = new URL(String((params || {}).path || '/'), location.href);
                if (url.origin === location.origin) {
                    location.assign(url.href);
                }
            }
        }
    };
})();
