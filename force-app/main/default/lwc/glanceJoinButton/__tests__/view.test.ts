import { durationText, fill, pageOf } from '../view';

describe('durationText', () => {
    it.each([
        [0, '0:00'],
        [999, '0:00'],
        [61_000, '1:01'],
        [3_599_999, '59:59'],
        [3_600_000, '1:00:00'],
        [36_061_000, '10:01:01'],
        [-5_000, '0:00']
    ])('shows %i milliseconds as %s', (milliseconds, text) => {
        expect(durationText(milliseconds)).toBe(text);
    });
});

describe('fill', () => {
    it('puts values into a label, in whatever order a language needs', () => {
        expect(fill('{1} uses {0}', 'Firefox', 'Ann')).toBe('Ann uses Firefox');
    });

    it('leaves a placeholder without a value', () => {
        expect(fill('{0} {1}', 'a')).toBe('a {1}');
    });

    it('takes values as they are', () => {
        expect(fill('{0} {1}', '{1} $& $1', 'b')).toBe('{1} $& $1 b');
    });
});

describe('pageOf', () => {
    it.each([
        ['https://shop.example.com/cart/checkout', '/cart/checkout'],
        ['https://shop.example.com/cart?token=secret#card', '/cart'],
        ['https://shop.example.com/', 'shop.example.com'],
        ['https://shop.example.com', 'shop.example.com'],
        ['http://localhost:4200/?a=b', 'localhost:4200'],
        ['https://shop.example.com/caf%C3%A9%20menu', '/café menu'],
        ['https://shop.example.com/100%', '/100%'],
        ['no address?a=b', 'no address']
    ])('shows of %s where the customer is: %s', (address, page) => {
        expect(pageOf(address)).toBe(page);
    });
});
