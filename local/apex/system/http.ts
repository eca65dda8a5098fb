import { ABSTRACT, type SystemClass } from '../language/system-class.ts';

/** Callouts. */
export function httpClasses(): SystemClass[] {
    return [
        { name: 'HttpRequest', constructors: { '()': () => ({}) } },
        { name: 'HttpResponse', constructors: { '()': () => ({}) } },
        {
            name: 'HttpCalloutMock',
            kind: 'interface',
            methods: { 'HttpResponse respond(HttpRequest request)': ABSTRACT }
        }
    ];
}
