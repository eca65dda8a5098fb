import { isSessionKey, readSessionKey } from 'c/glanceJoinSession';
import { randomSessionKey } from '../sessionKey';

describe('a session key that was typed or pasted', () => {
    it.each([
        ['1234', '1234'],
        [' 12 34 ', '1234'],
        ['a-B_c~9', 'a-B_c~9'],
        ['12\u200b34', '1234'],
        ['\ufeff1234\u00ad', '1234'],
        ['\u202a1234\u202c', '1234'],
        ['12\u00a034\t\n', '1234'],
        ['\uff11\uff12\uff13\uff14', '1234'],
        ['\uff21\uff0d\uff3f\uff5e', 'A-_~']
    ])('reads %j as %j', (pasted, key) => {
        expect(readSessionKey(pasted)).toBe(key);
    });

    it.each(['', '  ', '\u200b', 'a.b', 'ann@example.com', '12/34', '١٢٣٤', 'x'.repeat(63)])(
        'can’t be %j',
        (pasted) => {
            expect(readSessionKey(pasted)).toBeNull();
        }
    );
});

describe('a random session key', () => {
    it('has 20 characters of an alphabet of 64: 120 bits', () => {
        const keys = Array.from({ length: 500 }, randomSessionKey);
        expect(keys.every(isSessionKey)).toBe(true);
        expect(new Set(keys.map(({ length }) => length))).toEqual(new Set([20]));
        expect(new Set(keys.join(''))).toHaveProperty('size', 64);
        expect(new Set(keys).size).toBe(500);
    });
});
