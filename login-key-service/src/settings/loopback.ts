/** Whether a host name or address means this machine only. Brackets around an IPv6 address are allowed. */
export function isLoopback(host: string): boolean {
    return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}
