import fc from 'fast-check';
import { readLookup, readPresence } from '../visitorPresence';

const nothing = { url: null, title: null, browser: null, browserVersion: null, platform: null };

describe('what a visitor’s page posted', () => {
    it('is told in our words', () => {
        expect(
            readPresence({
                url: ' https://shop.example.com ',
                title: 'Shop',
                browser: 'Chrome',
                browserver: '141',
                platform: 'macOS',
                cart: 'full'
            })
        ).toEqual({
            url: 'https://shop.example.com',
            title: 'Shop',
            browser: 'Chrome',
            browserVersion: '141',
            platform: 'macOS'
        });
    });

    it.each([undefined, null, {}, 'text', 7, [], { url: {}, title: [], browser: '  ' }])(
        'tells nothing of what cannot be shown (%p)',
        (posted) => {
            expect(readPresence(posted)).toEqual(nothing);
        }
    );

    it('is cut where it gets too long to show', () => {
        expect(readPresence({ title: 'x'.repeat(10_000) }).title).toHaveLength(300);
    });

    it('never breaks the page, whatever it is', () => {
        fc.assert(
            fc.property(fc.anything(), (posted) => {
                const texts = Object.values(readPresence(posted));
                expect(texts).toHaveLength(5);
                expect(
                    texts.every((text) => text === null || (typeof text === 'string' && text))
                ).toBeTruthy();
                readLookup(posted);
            })
        );
    });
});
