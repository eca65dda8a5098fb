import { Raised } from '../language/errors.ts';
import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import { ApexDate, ApexDatetime, type Value } from '../language/values.ts';
import { shortDate } from './date-format.ts';
import {
    addMonths,
    dateFrom,
    dateOf,
    dayOfYear,
    daysInMonth,
    moment,
    MS_PER_DAY,
    parseDate
} from './date-texts.ts';

const MONTHS_PER_YEAR = 12;

function msOf({ days }: ApexDate): number {
    return days * MS_PER_DAY;
}

function shifted(date: ApexDate, months: number): ApexDate {
    return dateOf(addMonths(msOf(date), months));
}

function valueOf(value: Value): ApexDate {
    if (typeof value === 'string') {
        return dateFrom(value);
    }
    if (value instanceof ApexDate) {
        return value;
    }
    if (value instanceof ApexDatetime) {
        return dateOf(value.ms);
    }
    throw new Raised('TypeException', 'Invalid date');
}

function monthsOf({ utc }: ApexDate): number {
    return utc.getUTCFullYear() * MONTHS_PER_YEAR + utc.getUTCMonth();
}

/**
 * Days.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_date.htm
 */
export function dateClass(runtime: Runtime): SystemClass {
    return {
        name: 'Date',
        methods: {
            'static Integer daysInMonth(Integer year, Integer month)': daysInMonth,
            'static Boolean isLeapYear(Integer year)': (year: number) =>
                daysInMonth(year, 2) === 29,
            'static Date newInstance(Integer year, Integer month, Integer day)': (
                ...parts: number[]
            ) => dateOf(moment(parts)),
            'static Date parse(String text)': parseDate,
            'static Date today()': () => dateOf(runtime.surroundings.now()),
            'static Date valueOf(String text)': dateFrom,
            'static Date valueOf(Object value)': valueOf,
            'Date addDays(Integer days)': (date: ApexDate, days: number) =>
                new ApexDate(date.days + days),
            'Date addMonths(Integer months)': shifted,
            'Date addYears(Integer years)': (date: ApexDate, years: number) =>
                shifted(date, years * MONTHS_PER_YEAR),
            ...parts(),
            'Integer daysBetween(Date other)': (date: ApexDate, other: ApexDate) =>
                other.days - date.days,
            'Integer monthsBetween(Date other)': (date: ApexDate, other: ApexDate) =>
                monthsOf(other) - monthsOf(date),
            'Boolean isSameDay(Date other)': (date: ApexDate, other: ApexDate) =>
                date.days === other.days,
            'Date toStartOfMonth()': (date: ApexDate) =>
                new ApexDate(date.days - date.utc.getUTCDate() + 1),
            'Date toStartOfWeek()': (date: ApexDate) =>
                new ApexDate(date.days - date.utc.getUTCDay()),
            'String format()': (date: ApexDate) => shortDate(msOf(date))
        }
    };
}

function parts(): NonNullable<SystemClass['methods']> {
    return {
        'Integer day()': ({ utc }: ApexDate) => utc.getUTCDate(),
        'Integer month()': ({ utc }: ApexDate) => utc.getUTCMonth() + 1,
        'Integer year()': ({ utc }: ApexDate) => utc.getUTCFullYear(),
        'Integer dayOfYear()': (date: ApexDate) => dayOfYear(msOf(date))
    };
}
