import { Raised } from '../language/errors.ts';
import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import { ApexDate, ApexDatetime, ApexTime, type Value } from '../language/values.ts';
import { formatBy, longDatetime, shortDatetime } from './date-format.ts';
import {
    addMonths,
    datetimeFrom,
    dateOf,
    dayOfYear,
    moment,
    MS_PER_DAY,
    parseDatetime
} from './date-texts.ts';

type Methods = NonNullable<SystemClass['methods']>;

const MONTHS_PER_YEAR = 12;
const MS_PER_SECOND = 1000;
const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 3_600_000;

/** What a `newInstance` may begin with; each is there for GMT too. */
const MAKERS: Readonly<Record<string, (...args: never[]) => ApexDatetime>> = {
    '(Date date, Time time)': ({ days }: ApexDate, { ms }: ApexTime) =>
        new ApexDatetime(days * MS_PER_DAY + ms),
    '(Integer year, Integer month, Integer day)': ofParts,
    '(Integer year, Integer month, Integer day, Integer hour, Integer minute, Integer second)':
        ofParts
};

function ofParts(...parts: number[]): ApexDatetime {
    return new ApexDatetime(moment(parts));
}

function valueOf(value: Value): ApexDatetime {
    if (typeof value === 'string') {
        return datetimeFrom(value);
    }
    if (value instanceof ApexDatetime) {
        return value;
    }
    if (value instanceof ApexDate) {
        return new ApexDatetime(value.days * MS_PER_DAY);
    }
    throw new Raised('TypeException', 'Invalid date/time');
}

/**
 * Moments. The users of this runtime live in GMT, so that a method and its twin for GMT do the same.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_datetime.htm
 */
export function datetimeClass(runtime: Runtime): SystemClass {
    return {
        name: 'Datetime',
        methods: {
            ...makers(),
            'static Datetime newInstance(Long milliseconds)': (ms: bigint) =>
                new ApexDatetime(Number(ms)),
            'static Datetime now()': () => new ApexDatetime(runtime.surroundings.now()),
            'static Datetime parse(String text)': parseDatetime,
            'static Datetime valueOf(String text)': datetimeFrom,
            'static Datetime valueOf(Object value)': valueOf,
            'static Datetime valueOfGmt(String text)': datetimeFrom,
            ...adding(),
            ...parts(),
            'Long getTime()': ({ ms }: ApexDatetime) => BigInt(Math.trunc(ms)),
            'Boolean isSameDay(Datetime other)': ({ ms }: ApexDatetime, other: ApexDatetime) =>
                dateOf(ms).days === dateOf(other.ms).days,
            ...formats()
        }
    };
}

function makers(): Methods {
    return Object.fromEntries(
        ['newInstance', 'newInstanceGmt'].flatMap((name) =>
            Object.entries(MAKERS).map(([parameters, make]) => [
                `static Datetime ${name}${parameters}`,
                make as Methods[string]
            ])
        )
    );
}

function adding(): Methods {
    const units = {
        Days: MS_PER_DAY,
        Hours: MS_PER_HOUR,
        Minutes: MS_PER_MINUTE,
        Seconds: MS_PER_SECOND
    };
    const simple = Object.entries(units).map(([name, length]) => [
        `Datetime add${name}(Integer count)`,
        ({ ms }: ApexDatetime, count: number) => new ApexDatetime(ms + count * length)
    ]);
    return {
        ...(Object.fromEntries(simple) as Methods),
        'Datetime addMonths(Integer count)': ({ ms }: ApexDatetime, count: number) =>
            new ApexDatetime(addMonths(ms, count)),
        'Datetime addYears(Integer count)': ({ ms }: ApexDatetime, count: number) =>
            new ApexDatetime(addMonths(ms, count * MONTHS_PER_YEAR))
    };
}

function parts(): Methods {
    const getters: Record<string, (ms: number) => Value> = {
        'Date date': dateOf,
        'Time time': (ms) => new ApexTime(((ms % MS_PER_DAY) + MS_PER_DAY) % MS_PER_DAY),
        'Integer year': (ms) => new Date(ms).getUTCFullYear(),
        'Integer month': (ms) => new Date(ms).getUTCMonth() + 1,
        'Integer day': (ms) => new Date(ms).getUTCDate(),
        'Integer dayOfYear': dayOfYear,
        'Integer hour': (ms) => new Date(ms).getUTCHours(),
        'Integer minute': (ms) => new Date(ms).getUTCMinutes(),
        'Integer second': (ms) => new Date(ms).getUTCSeconds(),
        'Integer millisecond': (ms) => new Date(ms).getUTCMilliseconds()
    };
    return Object.fromEntries(
        Object.entries(getters).flatMap(([name, get]) =>
            ['', 'Gmt'].map((zone) => [`${name}${zone}()`, ({ ms }: ApexDatetime) => get(ms)])
        )
    );
}

function checkZone(zone: string): void {
    if (!/^(GMT|UTC|Etc\/UTC)$/i.test(zone)) {
        throw new Error(`Datetime.format: only GMT is known here, not ${zone}`);
    }
}

function formats(): Methods {
    const byPattern = ({ ms }: ApexDatetime, pattern: string): string => formatBy(pattern, ms);
    return {
        'String format()': ({ ms }: ApexDatetime) => shortDatetime(ms),
        'String format(String pattern)': byPattern,
        'String format(String pattern, String timeZone)': (
            datetime: ApexDatetime,
            pattern: string,
            zone: string
        ) => {
            checkZone(zone);
            return byPattern(datetime, pattern);
        },
        'String formatGmt(String pattern)': byPattern,
        'String formatLong()': ({ ms }: ApexDatetime) => longDatetime(ms)
    };
}
