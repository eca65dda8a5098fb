/**
 * What a formula of an external credential's header gives: texts in quotes and `$Credential` parameters, joined by `&`.
 * @param formula such as `{!'Bearer ' & $Credential.Glance_Login_Key_Token.Token}`
 * @param parameter the value of an authentication parameter, such as `Glance_Login_Key_Token.Token`
 * @throws {Error} at anything else
 * @see https://help.salesforce.com/s/articleView?id=sf.nc_formulas_custom_headers.htm
 */
export function headerValue(formula: string, parameter: (name: string) => string): string {
    const inner = /^\{!([\s\S]*)\}$/.exec(formula.trim());
    if (!inner) {
        return formula;
    }
    return inner[1]!
        .split(/&(?=(?:[^']*'[^']*')*[^']*$)/)
        .map((part) => {
            const term = part.trim();
            const text = /^'([^']*)'$/.exec(term);
            if (text) {
                return text[1]!;
            }
            const reference = /^\$Credential\.([\w.]+)$/.exec(term);
            if (!reference) {
                throw new Error(`Not supported in the formula of a header: ${term}`);
            }
            return parameter(reference[1]!);
        })
        .join('');
}
