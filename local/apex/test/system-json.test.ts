import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { failureOf, output, values } from './apex.ts';

const ORDER = {
    'Order.cls': `public class Order {
        public enum Status { OPEN, SHIPPED }
        public class Line { public String sku; public Integer count; private Decimal price; }
        public virtual class Party { public String name; }
        public class Buyer extends Party { public Long code; }
        public static Integer made = 7;
        public transient String note;
        public Status state;
        public List<Line> lines;
        public Map<String, Decimal> rates;
        public Date due;
        public Datetime changed { get; set; }
        public String title = 'not from JSON';
        public Boolean isLate { get { return true; } }
        public Order() { note = 'constructed'; }
        public void price(Decimal value) { lines[0].price = value; }
    }`
};

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Json.htm
describe('JSON.serialize', () => {
    test('writes each primitive as JSON has it', () => {
        assert.deepEqual(
            values(
                'JSON.serialize(null)',
                'JSON.serialize(1)',
                'JSON.serialize(9007199254740993L)',
                'JSON.serialize(1.50)',
                'JSON.serialize(true)',
                "JSON.serialize('a\"b\\n\\\\ü/')",
                'JSON.serialize(Date.newInstance(2024, 1, 31))',
                'JSON.serialize(Datetime.newInstanceGmt(2024, 1, 31, 23, 59, 58))',
                'JSON.serialize(Time.newInstance(1, 2, 3, 4))',
                "JSON.serialize(Blob.valueOf('abc'))"
            ),
            [
                'null',
                '1',
                '9007199254740993',
                '1.50',
                'true',
                '"a\\"b\\n\\\\ü/"',
                '"2024-01-31"',
                '"2024-01-31T23:59:58.000Z"',
                '"01:02:03.004Z"',
                '"YWJj"'
            ]
        );
    });

    test('writes lists, sets and maps', () => {
        assert.deepEqual(
            values(
                'JSON.serialize(new List<Object>{ 1, null, new List<String>() })',
                "JSON.serialize(new Set<String>{ 'a' })",
                "JSON.serialize(new Map<Integer, String>{ 1 => 'a', 2 => null })"
            ),
            ['[1,null,[]]', '["a"]', '{"1":"a","2":null}']
        );
    });

    test('writes the fields of an object, private ones too, but neither static nor transient ones', () => {
        assert.deepEqual(
            output(
                `Order o = new Order();
                o.state = Order.Status.SHIPPED;
                Order.Line line = new Order.Line();
                line.sku = 'x';
                o.lines = new List<Order.Line>{ line };
                o.price(2.5);
                System.debug(JSON.serialize(o, true));`,
                { classes: ORDER }
            ),
            [
                '{"state":"SHIPPED","lines":[{"sku":"x","price":2.5}],"title":"not from JSON","isLate":true}'
            ]
        );
    });

    test('writes nulls unless it is told not to', () => {
        assert.deepEqual(
            output(
                `Order.Line line = new Order.Line();
                System.debug(JSON.serialize(line));
                System.debug(JSON.serialize(line, true));`,
                { classes: ORDER }
            ),
            ['{"sku":null,"count":null,"price":null}', '{}']
        );
    });

    test('writes records with their type', () => {
        assert.deepEqual(
            values(
                "JSON.serialize(new Contact(LastName = 'Doe', Account = new Account(Name = 'Acme')))"
            ),
            [
                '{"attributes":{"type":"Contact"},"LastName":"Doe","Account":{"attributes":{"type":"Account"},"Name":"Acme"}}'
            ]
        );
    });

    test('can be pretty', () => {
        assert.deepEqual(
            values(
                "JSON.serializePretty(new Map<String, Object>{ 'a' => 1, 'b' => new List<Object>{ 1, new Map<String, Object>{ 'c' => null } }, 'd' => new List<Object>(), 'e' => new Map<String, Object>() })"
            ),
            ['{\n  "a" : 1,\n  "b" : [ 1, {\n    "c" : null\n  } ],\n  "d" : [ ],\n  "e" : { }\n}']
        );
    });

    test('refuses what has no JSON, and what contains itself', () => {
        assert.equal(
            failureOf('JSON.serialize(new HttpRequest());'),
            'System.JSONException: Apex Type unsupported in JSON: System.HttpRequest'
        );
        assert.match(
            failureOf('List<Object> l = new List<Object>(); l.add(l); JSON.serialize(l);') ?? '',
            /^System\.JSONException/
        );
    });
});

describe('JSON.deserializeUntyped', () => {
    test('makes maps, lists and primitives', () => {
        assert.deepEqual(
            output(`Map<String, Object> m = (Map<String, Object>) JSON.deserializeUntyped(
                    ' { "i" : 1, "l" : 2147483648, "d" : 1.50, "s" : "\\\\u00fc\\\\n\\\\"", "b" : [ true, null ], "o" : {} } '
                );
                System.debug(m.get('i') instanceof Integer);
                System.debug(m.get('l') instanceof Long);
                System.debug(m.get('d') instanceof Decimal);
                System.debug(m.get('d'));
                System.debug(((String) m.get('s')).length());
                System.debug(m.get('b') instanceof List<Object>);
                System.debug(((Map<String, Object>) m.get('o')).isEmpty());`),
            ['true', 'true', 'true', '1.50', '3', 'true', 'true']
        );
    });

    test('names the place of what is no JSON', () => {
        const cases: Record<string, string> = {
            '': 'No content to map to Object due to end of input',
            '{r: 1}':
                "Unexpected character ('r' (code 114)): was expecting double-quote to start field name at [line:1, column:2]",
            NULL: "Unrecognized token 'NULL': was expecting 'null', 'true', 'false' at [line:1, column:1]",
            '[1,]': "Unexpected character (']' (code 93)): was expecting a value at [line:1, column:4]",
            '[1': 'Unexpected end-of-input: was expecting comma to separate ARRAY entries at [line:1, column:3]',
            '1 2': "Unexpected character ('2' (code 50)): was expecting end of input at [line:1, column:3]",
            '01': "Unexpected character ('0' (code 48)): was expecting a value at [line:1, column:1]",
            '"a': 'Unexpected end-of-input: was expecting closing quote for a string at [line:1, column:3]'
        };
        for (const [text, message] of Object.entries(cases)) {
            assert.equal(
                failureOf(`JSON.deserializeUntyped('${text}');`),
                `System.JSONException: ${message}`,
                text
            );
        }
    });

    test('fails for null, and for what is nested without end', () => {
        assert.equal(
            failureOf('JSON.deserializeUntyped(null);'),
            'System.NullPointerException: Argument cannot be null.'
        );
        assert.match(
            failureOf("JSON.deserializeUntyped('['.repeat(100000));") ?? '',
            /^System\.JSONException: JSON is nested too deeply/
        );
    });
});

describe('JSON.deserialize', () => {
    test('fills the fields of a class, whatever the case of their names, and leaves out what it has no field for', () => {
        assert.deepEqual(
            output(
                `Order o = (Order) JSON.deserialize(
                    '{"STATE":"OPEN","lines":[{"sku":"a","count":2,"price":"1.20"}],"rates":{"EUR":1.5},' +
                    '"due":"2024-02-29","changed":"2024-02-29T01:00:00+01:00","unknown":[1],"note":"x","made":1}',
                    Order.class
                );
                System.debug(o.state == Order.Status.OPEN);
                System.debug(o.lines[0].sku + o.lines[0].count);
                System.debug(o.rates.get('EUR'));
                System.debug(o.due.day());
                System.debug(o.changed.getTime() == Datetime.newInstanceGmt(2024, 2, 29).getTime());
                System.debug(o.note);
                System.debug(Order.made);`,
                { classes: ORDER }
            ),
            ['true', 'a2', '1.5', '29', 'true', 'null', '7']
        );
    });

    test('fills what a class inherits', () => {
        assert.deepEqual(
            output(
                `Order.Buyer b = (Order.Buyer) JSON.deserialize('{"name":"n","code":5}', Order.Buyer.class);
                System.debug(b.name + b.code);
                System.debug(JSON.serialize(b));`,
                { classes: ORDER }
            ),
            ['n5', '{"name":"n","code":5}']
        );
    });

    test('makes collections and primitives of the type that is asked for', () => {
        assert.deepEqual(
            output(`List<Integer> l = (List<Integer>) JSON.deserialize('[1, "2", null]', List<Integer>.class);
                System.debug(l);
                System.debug(((Set<String>) JSON.deserialize('["a","a"]', Set<String>.class)).size());
                System.debug(((Map<Id, Long>) JSON.deserialize('{"001000000000001":5}', Map<Id, Long>.class)).keySet());
                System.debug((String) JSON.deserialize('12', String.class));
                System.debug(JSON.deserialize('null', String.class));
                System.debug(((Contact) JSON.deserialize('{"attributes":{"type":"Contact"},"lastname":"Doe"}', Contact.class)).LastName);`),
            ['(1, 2, null)', '1', '{001000000000001AAA}', '12', 'null', 'Doe']
        );
    });

    test('refuses values of another type', () => {
        const cases: Record<string, [string, string]> = {
            thirty: ['{"count":"thirty"}', 'Illegal value for primitive: thirty'],
            fraction: ['{"count":1.5}', 'Illegal value for primitive: 1.5'],
            'too large': ['{"count":2147483648}', 'Illegal value for primitive: 2147483648'],
            list: ['{"sku":[]}', 'Illegal value for primitive'],
            'no object': ['[]', "Malformed JSON: Expected '{' at the beginning of object"]
        };
        for (const [name, [json, message]] of Object.entries(cases)) {
            assert.equal(
                failureOf(`JSON.deserialize('${json}', Order.Line.class);`, { classes: ORDER }),
                `System.JSONException: ${message}`,
                name
            );
        }
        assert.equal(
            failureOf(`JSON.deserialize('{}', List<String>.class);`),
            "System.JSONException: Malformed JSON: Expected '[' at the beginning of List/Set"
        );
        assert.equal(
            failureOf(`JSON.deserialize('{"No__c":1}', Contact.class);`),
            "System.JSONException: No such column 'No__c' on sobject of type Contact"
        );
    });

    test('is strict on demand', () => {
        assert.match(
            failureOf(`JSON.deserializeStrict('{"other":1}', Order.Line.class);`, {
                classes: ORDER
            }) ?? '',
            /^System\.JSONException: .*other/
        );
    });
});
