import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { check, failureOf } from './apex.ts';

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_date.htm
describe('Date', () => {
    test('counts days, months and years', () => {
        check({
            "Date.newInstance(1960, 2, 17) == Date.valueOf('1960-02-17')": 'true',
            'Date.newInstance(2024, 2, 28).addDays(2).format()': '3/1/2024',
            'Date.newInstance(2024, 1, 31).addMonths(1).format()': '2/29/2024',
            'Date.newInstance(2024, 1, 31).addMonths(-2).format()': '11/30/2023',
            'Date.newInstance(2024, 2, 29).addYears(1).format()': '2/28/2025',
            'Date.newInstance(2024, 1, 1).daysBetween(Date.newInstance(2024, 3, 1))': '60',
            'Date.newInstance(2024, 3, 1).daysBetween(Date.newInstance(2024, 1, 1))': '-60',
            'Date.newInstance(2006, 12, 2).monthsBetween(Date.newInstance(2012, 12, 8))': '72',
            'Date.newInstance(2024, 13, 1).format()': '1/1/2025',
            'Date.newInstance(1969, 12, 31).addMonths(2).format()': '2/28/1970'
        });
    });

    test('has parts', () => {
        check({
            'Date.newInstance(2024, 12, 31).year()': '2024',
            'Date.newInstance(2024, 12, 31).month()': '12',
            'Date.newInstance(2024, 12, 31).day()': '31',
            'Date.newInstance(2024, 12, 31).dayOfYear()': '366',
            'Date.newInstance(2024, 5, 15).toStartOfMonth().format()': '5/1/2024',
            'Date.newInstance(2024, 5, 15).toStartOfWeek().format()': '5/12/2024',
            'Date.isLeapYear(1900)': 'false',
            'Date.isLeapYear(2000)': 'true',
            'Date.daysInMonth(1960, 2)': '29',
            'Date.today().format()': '7/15/2026',
            'Date.newInstance(2024, 5, 15).isSameDay(Date.newInstance(2024, 5, 15))': 'true'
        });
    });

    test('is read from text', () => {
        check({
            "Date.valueOf('2024-2-3').format()": '2/3/2024',
            "Date.valueOf('2024-02-03 10:00:00').format()": '2/3/2024',
            "Date.parse('2/3/2024').month()": '2'
        });
        for (const text of ['2024-02-30', '3.2.2024', '']) {
            assert.equal(
                failureOf(`Date.valueOf('${text}');`),
                `System.TypeException: Invalid date: ${text}`
            );
        }
        assert.match(failureOf("Date.parse('13/1/2024');") ?? '', /^System\.TypeException/);
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_datetime.htm
describe('Datetime', () => {
    test('counts', () => {
        check({
            'Datetime.newInstance(1997, 1, 31, 7, 8, 16).addHours(3)': '1997-01-31 10:08:16',
            'Datetime.newInstance(1999, 2, 11, 8, 6, 16).addMinutes(7)': '1999-02-11 08:13:16',
            'Datetime.newInstance(2000, 7, 7, 3, 12, 0).addMonths(1)': '2000-08-07 03:12:00',
            'Datetime.newInstance(2001, 7, 19, 10, 7, 50).addSeconds(4)': '2001-07-19 10:07:54',
            'Datetime.newInstance(2009, 12, 17, 13, 6, 6).addYears(1)': '2010-12-17 13:06:06',
            'Datetime.newInstance(1960, 2, 17).addDays(2)': '1960-02-19 00:00:00',
            'Datetime.newInstance(1969, 12, 31, 23, 0, 0).addMonths(-1)': '1969-11-30 23:00:00'
        });
    });

    test('has parts', () => {
        check({
            'Datetime.newInstance(2006, 3, 16, 12, 6, 13).date() == Date.newInstance(2006, 3, 16)':
                'true',
            'Datetime.newInstance(1969, 12, 31, 23, 59, 58).hourGmt()': '23',
            'Datetime.newInstance(1969, 12, 31, 23, 59, 58).second()': '58',
            'Datetime.newInstance(1969, 12, 31, 23, 59, 58).time().minute()': '59',
            'Datetime.newInstance(1000L).getTime()': '1000',
            'Datetime.newInstance(Date.newInstance(2024, 1, 2), Time.newInstance(3, 4, 5, 6)).millisecond()':
                '6',
            'Datetime.now().getTime() == System.now().getTime()': 'true',
            'Datetime.newInstance(2024, 1, 2, 3, 4, 5).isSameDay(Datetime.newInstance(2024, 1, 2))':
                'true'
        });
    });

    // https://docs.oracle.com/javase/8/docs/api/java/text/SimpleDateFormat.html
    test('is written by a pattern', () => {
        const time = 'Datetime.newInstance(2024, 1, 5, 15, 4, 9)';
        check({
            [`${time}.format()`]: '1/5/2024, 3:04 PM',
            [`${time}.format('yyyy-MM-dd HH:mm:ss.SSS')`]: '2024-01-05 15:04:09.000',
            "Datetime.newInstance(2024, 1, 5, 0, 4, 9).format('h K k a')": '12 0 24 AM',
            "Datetime.newInstance(2024, 1, 5, 12, 4, 9).format('h K k a')": '12 0 12 PM',
            [`${time}.format('EEE, MMM d yy h:mm a z')`]: 'Fri, Jan 5 24 3:04 PM GMT',
            [`${time}.formatGmt('EEEE MMMM D u k K')`]: 'Friday January 5 5 15 3',
            [`${time}.format('\\'at\\' HH \\'o\\'\\'clock\\'')`]: "at 15 o'clock",
            [`${time}.formatGmt('yyyy-MM-dd\\'T\\'HH:mm:ssX')`]: '2024-01-05T15:04:09Z'
        });
        assert.match(
            failureOf(`${time}.format('b');`) ?? '',
            /^System\.IllegalArgumentException: Illegal pattern character 'b'/
        );
    });

    test('is read from text', () => {
        check({
            "Datetime.valueOf('2024-1-5 15:04:09').getTime()": '1704467049000',
            "Datetime.valueOfGmt('2024-01-05 15:04:09').hour()": '15',
            "Datetime.parse('1/5/2024, 12:30 AM').minute()": '30',
            "Datetime.parse('1/5/2024, 12:30 AM').hour()": '0'
        });
        assert.equal(
            failureOf("Datetime.valueOf('2024-01-05T15:04:09Z');"),
            'System.TypeException: Invalid date/time: 2024-01-05T15:04:09Z'
        );
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_time.htm
describe('Time', () => {
    test('goes around at midnight', () => {
        check({
            'Time.newInstance(23, 30, 0, 0).addMinutes(45).minute()': '15',
            'Time.newInstance(23, 30, 0, 0).addHours(1).hour()': '0',
            'Time.newInstance(0, 0, 0, 0).addMilliseconds(-1).millisecond()': '999',
            'Time.newInstance(1, 2, 3, 4).addSeconds(57).second()': '0'
        });
    });
});
