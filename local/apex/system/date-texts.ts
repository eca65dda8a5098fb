import { Raised } from '../language/errors.ts';
import { ApexDate, ApexDatetime, ApexTime } from '../language/values.ts';

export const MS_PER_DAY = 86_400_000;

/** The day of a moment in GMT, where the users of this runtime live. */
export function dateOf(ms: number): ApexDate {
    return new ApexDate(Math.floor(ms / MS_PER_DAY));
}

/** Milliseconds since 1970; what is beyond a part's range counts on in the next larger one. */
export function moment(parts: readonly number[]): number {
    const [year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0, ms = 0] = parts;
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    date.setUTCHours(hour, minute, second, ms);
    return date.getTime();
}

export function daysInMonth(year: number, month: number): number {
    return new Date(moment([year, month + 1, 0])).getUTCDate();
}

/** The same day of another month, or the last day of a month that has no such day. */
export function addMonths(ms: number, months: number): number {
    const date = new Date(ms);
    const target = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
    const [year, month] = [Math.floor(target / 12), (((target % 12) + 12) % 12) + 1];
    const day = Math.min(date.getUTCDate(), daysInMonth(year, month));
    return moment([year, month, day]) + (((ms % MS_PER_DAY) + MS_PER_DAY) % MS_PER_DAY);
}

export function dayOfYear(ms: number): number {
    const year = new Date(ms).getUTCFullYear();
    return Math.floor((ms - moment([year, 1, 1])) / MS_PER_DAY) + 1;
}

function isDay([year, month, day]: readonly number[]): boolean {
    return month! >= 1 && month! <= 12 && day! >= 1 && day! <= daysInMonth(year!, month!);
}

function isTime([hour, minute, second = 0]: readonly number[]): boolean {
    return hour! <= 23 && minute! <= 59 && second <= 59;
}

/** The numbers that a pattern finds in a text; null when it doesn't match. */
function numbersIn(pattern: RegExp, text: string): number[] | null {
    const found = pattern.exec(text.trim());
    return found && found.slice(1).map((part) => Number(part ?? 0));
}

/** `2024-01-31`, as JSON has it; a time behind it is left out. Null when it's no date. */
export function readDate(text: string): ApexDate | null {
    const parts = numbersIn(/^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/, text);
    return parts && isDay(parts) ? dateOf(moment(parts)) : null;
}

/** `2024-01-31T23:59:59.000Z`, `…+02:00`, or only a date, as JSON has it; null when it's neither. */
export function readDatetime(text: string): ApexDatetime | null {
    const found =
        /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
            text.trim()
        );
    const date = found && readDate(found[1]!);
    if (!found || !date) {
        return null;
    }
    const [hour = 0, minute = 0, second = 0] = found.slice(2, 5).map((part) => Number(part ?? 0));
    const ms = Number((found[5] ?? '').padEnd(3, '0').slice(0, 3));
    return isTime([hour, minute, second])
        ? new ApexDatetime(
              date.days * MS_PER_DAY + timeMs(hour, minute, second, ms) - offset(found[6] ?? 'Z')
          )
        : null;
}

function timeMs(hour: number, minute: number, second: number, ms: number): number {
    return ((hour * 60 + minute) * 60 + second) * 1000 + ms;
}

function offset(zone: string): number {
    const parts = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
    return parts ? Number(`${parts[1]!}1`) * timeMs(Number(parts[2]), Number(parts[3]), 0, 0) : 0;
}

/** `23:59:59.000Z`; null when it's no time. */
export function readTime(text: string): ApexTime | null {
    const found = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{3}))?)?Z?$/.exec(text.trim());
    const parts = found?.slice(1).map((part) => Number(part ?? 0));
    return parts && isTime(parts)
        ? new ApexTime(timeMs(parts[0]!, parts[1]!, parts[2]!, parts[3]!))
        : null;
}

/**
 * `Date.valueOf`: `yyyy-MM-dd`, and a time that is left out.
 * @throws Raised `TypeException`
 */
export function dateFrom(text: string): ApexDate {
    const date = readDate(text);
    if (!date) {
        throw new Raised('TypeException', `Invalid date: ${text}`);
    }
    return date;
}

/**
 * `Datetime.valueOf`: `yyyy-MM-dd HH:mm:ss`.
 * @throws Raised `TypeException`
 */
export function datetimeFrom(text: string): ApexDatetime {
    const parts = numbersIn(/^(\d{4})-(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d{1,2}):(\d{1,2})$/, text);
    if (!parts || !isDay(parts) || !isTime(parts.slice(3))) {
        throw new Raised('TypeException', `Invalid date/time: ${text}`);
    }
    return new ApexDatetime(moment(parts));
}

/**
 * `Date.parse`: `1/31/2024`, as in the United States.
 * @throws Raised `TypeException`
 */
export function parseDate(text: string): ApexDate {
    const parts = numbersIn(/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, text);
    const day = parts && [parts[2]!, parts[0]!, parts[1]!];
    if (!day || !isDay(day)) {
        throw new Raised('TypeException', `Invalid date: ${text}`);
    }
    return dateOf(moment(day));
}

/**
 * `Datetime.parse`: `1/31/2024, 11:59 PM`.
 * @throws Raised `TypeException`
 */
export function parseDatetime(text: string): ApexDatetime {
    const found = /^(\S+?),? (\d{1,2}):(\d{2})[ \u202f]([AP])M$/i.exec(text.trim());
    const [hour, minute] = [Number(found?.[2]), Number(found?.[3])];
    if (!found || hour < 1 || hour > 12 || minute > 59) {
        throw new Raised('TypeException', `Invalid date/time: ${text}`);
    }
    const { days } = parseDate(found[1]!);
    const afternoon = found[4]!.toUpperCase() === 'P' ? 12 : 0;
    return new ApexDatetime(days * MS_PER_DAY + timeMs((hour % 12) + afternoon, minute, 0, 0));
}
