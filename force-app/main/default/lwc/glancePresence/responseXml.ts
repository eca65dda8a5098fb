let mended = false;

/**
 * Makes reading `XMLHttpRequest.responseXML` harmless: `null` where the browser's own getter throws.
 *
 * Glance's script reads it after each answer of a server. In Lightning Web Security (sandbox 0.22 to 0.28) the getter
 * throws `Illegal invocation` for every answer that is no XML, and the script dies before it calls anybody back: no
 * look-up, no connection, no invitation. The change stays inside the sandbox of this namespace.
 */
export function mendResponseXml(): void {
    const found = Object.getOwnPropertyDescriptor(XMLHttpRequest.prototype, 'responseXML');
    const read = found?.get;
    if (mended || !read) {
        return;
    }
    mended = true;
    Object.defineProperty(XMLHttpRequest.prototype, 'responseXML', {
        ...found,
        get(this: XMLHttpRequest): Document | null {
            try {
                return read.call(this);
            } catch {
                return null;
            }
        }
    });
}
