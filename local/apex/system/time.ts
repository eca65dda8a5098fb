import type { SystemClass } from '../language/system-class.ts';
import { ApexTime } from '../language/values.ts';
import { MS_PER_DAY } from './date-texts.ts';

const UNITS = { Hours: 3_600_000, Minutes: 60_000, Seconds: 1000, Milliseconds: 1 };

function wrapped(ms: number): ApexTime {
    return new ApexTime(((ms % MS_PER_DAY) + MS_PER_DAY) % MS_PER_DAY);
}

/**
 * Times of the day.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_time.htm
 */
export function timeClass(): SystemClass {
    const adding = Object.entries(UNITS).map(([name, length]) => [
        `Time add${name}(Integer count)`,
        ({ ms }: ApexTime, count: number) => wrapped(ms + count * length)
    ]);
    return {
        name: 'Time',
        methods: {
            'static Time newInstance(Integer hour, Integer minute, Integer second, Integer millisecond)':
                (hour: number, minute: number, second: number, ms: number) =>
                    wrapped(
                        hour * UNITS.Hours + minute * UNITS.Minutes + second * UNITS.Seconds + ms
                    ),
            ...(Object.fromEntries(adding) as NonNullable<SystemClass['methods']>),
            'Integer hour()': ({ ms }: ApexTime) => Math.floor(ms / UNITS.Hours),
            'Integer minute()': ({ ms }: ApexTime) => Math.floor(ms / UNITS.Minutes) % 60,
            'Integer second()': ({ ms }: ApexTime) => Math.floor(ms / UNITS.Seconds) % 60,
            'Integer millisecond()': ({ ms }: ApexTime) => ms % UNITS.Seconds
        }
    };
}
