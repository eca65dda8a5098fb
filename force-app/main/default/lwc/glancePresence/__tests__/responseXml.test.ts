const original = Object.getOwnPropertyDescriptor(XMLHttpRequest.prototype, 'responseXML');

/** Puts a getter in the place of the browser's, and mends it. */
async function mended(get: () => unknown): Promise<XMLHttpRequest> {
    Object.defineProperty(XMLHttpRequest.prototype, 'responseXML', { configurable: true, get });
    jest.resetModules();
    const { mendResponseXml } = await import('../responseXml');
    mendResponseXml();
    mendResponseXml();
    return new XMLHttpRequest();
}

describe('reading responseXML', () => {
    afterEach(() => {
        Object.defineProperty(XMLHttpRequest.prototype, 'responseXML', original as object);
    });

    it('is null where Lightning Web Security throws', async () => {
        const request = await mended(() => {
            throw new TypeError('Illegal invocation');
        });
        expect(request.responseXML).toBeNull();
    });

    it('is what the browser says where it says something', async () => {
        const answered = document.implementation.createDocument(null, 'answer');
        const request = await mended(() => answered);
        expect(request.responseXML).toBe(answered);
    });

    it('asks the request itself', async () => {
        const asked: unknown[] = [];
        const request = await mended(function (this: unknown) {
            asked.push(this);
            return null;
        });
        expect(request.responseXML).toBeNull();
        expect(asked).toEqual([request]);
    });
});
