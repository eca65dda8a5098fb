/** The parser of Apex doesn't know the escapes `\\%` and `\\_` of SOQL: these characters stand for them. */
const PERCENT = '\uE000';
const UNDERSCORE = '\uE001';

/** A query that the parser of Apex can read. */
export function markEscapes(query: string): string {
    return query.replace(/\\[\s\S]/g, (escape) =>
        escape === '\\%' ? PERCENT : escape === '\\_' ? UNDERSCORE : escape
    );
}

/** A text of a query as it is meant where it is no pattern. */
export function withoutMarks(text: string): string {
    return text.replaceAll(PERCENT, '%').replaceAll(UNDERSCORE, '_');
}

/** What `LIKE` compares with: `%` stands for any text, `_` for any character, without case. */
export function likePattern(text: string): RegExp {
    const parts = text.match(/\\[%_]|[\s\S]/g) ?? [];
    const pattern = parts.map((part) => {
        if (part === '%') {
            return '[\\s\\S]*';
        }
        if (part === '_') {
            return '[\\s\\S]';
        }
        return withoutMarks(part.replace(/^\\(?=[%_])/, '')).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    });
    return new RegExp(`^${pattern.join('')}$`, 'iu');
}
