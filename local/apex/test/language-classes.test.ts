import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { failureOf, loadFailures, output } from './apex.ts';

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_extending.htm
describe('inheritance', () => {
    const shapes = `
        public abstract class Shape {
            protected String name;
            public Shape(String name) { this.name = name; }
            public abstract Decimal area();
            public virtual String describe() { return name + ' of ' + area(); }
        }
        public virtual class Rectangle extends Shape {
            protected Decimal a, b;
            public Rectangle(Decimal a, Decimal b) { super('rectangle'); this.a = a; this.b = b; }
            public override Decimal area() { return a * b; }
        }
        public class Square extends Rectangle {
            public Square(Decimal a) { super(a, a); name = 'square'; }
            public override String describe() { return 'A ' + super.describe(); }
        }`;

    test('the instance decides which method runs', () => {
        assert.deepEqual(
            output(`${shapes}
                for (Shape shape : new List<Shape>{ new Rectangle(2, 3), new Square(2) }) {
                    System.debug(shape.describe());
                }`),
            ['rectangle of 6', 'A square of 4']
        );
    });

    test('initializers run before the constructor, those of the superclass first', () => {
        assert.deepEqual(
            output(`public virtual class Base {
                    { System.debug('base initializer'); }
                    public Base() { System.debug('base constructor'); }
                }
                public class Sub extends Base {
                    private Integer i = log('sub field');
                    { System.debug('sub initializer'); }
                    public Sub() { this(1); System.debug('sub constructor'); }
                    public Sub(Integer i) { System.debug('sub constructor with ' + i); }
                    private Integer log(String text) { System.debug(text); return 1; }
                }
                new Sub();`),
            [
                'base initializer',
                'base constructor',
                'sub field',
                'sub initializer',
                'sub constructor with 1',
                'sub constructor'
            ]
        );
    });

    test("private methods are nobody else's", () => {
        assert.deepEqual(
            output('System.debug(new Sub().show());', {
                classes: {
                    'Base.cls': `public virtual class Base {
                        private String secret() { return 'base'; }
                        public String show() { return secret(); }
                    }`,
                    'Sub.cls': `public class Sub extends Base { private String secret() { return 'sub'; } }`
                }
            }),
            ['base']
        );
    });

    test('what the rules forbid is refused', () => {
        const wrong = [
            [
                'public class A { } public class B extends A { }',
                'Non-virtual and non-abstract type cannot be extended: A'
            ],
            [
                'public virtual class A { public void f() { } } public class B extends A { public override void f() { } }',
                'Non-virtual, non-abstract methods cannot be overridden: f'
            ],
            [
                'public virtual class A { public virtual void f() { } } public class B extends A { public void f() { } }',
                'Method must use the override keyword: f'
            ],
            [
                'public class A { public override void f() { } }',
                'Method does not override an ancestor method: f'
            ],
            [
                'public virtual class A { public virtual void f() { } } public class B extends A { protected override void f() { } }',
                'Cannot reduce the visibility of an overridden method: f'
            ],
            [
                'public abstract class A { public abstract void f(); } public class B extends A { }',
                'Class B must implement the method: void A.f()'
            ],
            [
                'public interface A { void f(); } public class B implements A { }',
                'Class B must implement the method: void A.f()'
            ],
            ['public abstract class A { } new A();', "Type can't be constructed: A"],
            [
                'public virtual class A { public A(Integer i) { } } public class B extends A { }',
                'No default constructor available in super type: A'
            ],
            ['public virtual class A extends A { }', 'Circular definition: A'],
            [
                'public class A { public void f() { } public Integer F() { return 1; } }',
                'Method already defined: A.F'
            ],
            ['public class A { Integer i; String I; }', 'Duplicate field: A.I'],
            [
                'public class A { public A() { System.debug(1); this(1); } public A(Integer i) { } }',
                'Call to constructor must be the first statement of one'
            ]
        ];
        for (const [text, reason] of wrong) {
            assert.deepEqual(loadFailures(text!), [`anonymous.apex:1: ${reason!}`], text);
        }
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_interfaces.htm
describe('interfaces', () => {
    test('a class may implement several, and an interface extend others', () => {
        assert.deepEqual(
            output(`public interface Named { String name(); }
                public interface Priced extends Named { Decimal price(); }
                public class Book implements Priced, Comparable {
                    public Decimal cents;
                    public Book(Decimal cents) { this.cents = cents; }
                    public String name() { return 'book'; }
                    public Decimal price() { return cents / 100; }
                    public Integer compareTo(Object other) { return (cents - ((Book) other).cents).intValue(); }
                }
                Priced priced = new Book(1250);
                Named named = priced;
                System.debug(named.name() + ' ' + priced.price());
                System.debug(named instanceof Comparable);
                List<Book> books = new List<Book>{ new Book(3), new Book(1), new Book(2) };
                books.sort();
                for (Book book : books) { System.debug(book.cents); }`),
            ['book 12.5', 'true', '1', '2', '3']
        );
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_static.htm
describe('static parts', () => {
    const counter = {
        'Counter.cls': `public class Counter {
            public static Integer count = start();
            static { count++; }
            public static final String NAME = 'counter';
            private static Integer start() { System.debug('start'); return 10; }
            public static Integer next() { return ++count; }
            public class Reader { public Integer read() { return count; } }
        }`
    };

    test('are initialized at the first use, once a transaction', () => {
        assert.deepEqual(
            output(
                `System.debug('before');
                System.debug(Counter.next());
                System.debug(Counter.next());
                System.debug(new Counter.Reader().read());
                System.debug(Counter.NAME);`,
                { classes: counter }
            ),
            ['before', 'start', '12', '13', '13', 'counter']
        );
    });

    test('belong to the class, not to an instance', () => {
        assert.match(
            loadFailures('new Counter().next();', { classes: counter })[0]!,
            /^anonymous\.apex:1: Method does not exist or incorrect signature: next\(\)/
        );
        assert.deepEqual(
            loadFailures('', {
                classes: {
                    'A.cls': 'public class A { Integer i; class B { Integer f() { return i; } } }'
                }
            }),
            ['A.cls:1: Variable does not exist: i']
        );
        assert.match(
            loadFailures('', {
                classes: {
                    'A.cls': 'public class A { Integer i; static Integer f() { return i; } }'
                }
            })[0]!,
            /^A\.cls:1: Field i needs an instance/
        );
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_properties.htm
describe('properties', () => {
    test('getters and setters run; within them the value itself is seen', () => {
        assert.deepEqual(
            output(`public class Account2 {
                    public Integer reads = 0;
                    public String name { get { reads++; return name == null ? 'none' : name; } set { name = value.trim(); } }
                    public Integer double { get { return reads * 2; } }
                    public Decimal rate { get; private set; }
                    public List<String> tags { get { if (this.tags == null) { this.tags = new List<String>(); } return tags; } set; }
                    public Account2() { rate = 1.5; }
                }
                Account2 a = new Account2();
                System.debug(a.name);
                a.name = ' Ada ';
                System.debug(a.name + '|');
                System.debug(a.double + ' ' + a.rate);
                a.tags.add('x');
                System.debug(a.tags);`),
            ['none', 'Ada|', '4 1.5', '(x)']
        );
    });

    test('accessors have their own visibility', () => {
        const classes = {
            'A.cls':
                'public class A { public Integer i { get; private set; } public Integer j { get { return 1; } } public Integer k { private get; set; } }'
        };
        assert.deepEqual(loadFailures('new A().i = 1;', { classes }), [
            "anonymous.apex:1: Can't be assigned to: newA().i"
        ]);
        assert.deepEqual(loadFailures('new A().j = 1;', { classes }), [
            "anonymous.apex:1: Can't be assigned to: newA().j"
        ]);
        assert.deepEqual(loadFailures('Integer x = new A().k;', { classes }), [
            'anonymous.apex:1: Variable is not visible: newA().k'
        ]);
        assert.deepEqual(output('new A().k = 1;', { classes }), []);
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_access_modifiers.htm
describe('access', () => {
    const classes = {
        'Safe.cls': `public virtual class Safe {
            private Integer code = 7;
            @TestVisible private Integer hint = 8;
            protected Integer level = 9;
            public class Key { public Integer read(Safe safe) { return safe.code; } }
        }`
    };

    test('private is for the class and those within it, protected for subclasses too', () => {
        assert.deepEqual(output('System.debug(new Safe.Key().read(new Safe()));', { classes }), [
            '7'
        ]);
        for (const name of ['code', 'hint', 'level']) {
            assert.match(
                loadFailures(`Integer i = new Safe().${name};`, { classes })[0]!,
                /not visible/,
                name
            );
        }
        assert.deepEqual(
            output('System.debug(new Vault().read());', {
                classes: {
                    ...classes,
                    'Vault.cls':
                        'public class Vault extends Safe { public Integer read() { return level; } }'
                }
            }),
            ['9']
        );
    });

    test('@TestVisible is for test classes', () => {
        const read =
            'public class SafeTest { public static Integer read() { return new Safe().hint; } }';
        assert.deepEqual(
            output('System.debug(SafeTest.read());', {
                classes: { ...classes, 'SafeTest.cls': `@IsTest ${read}` }
            }),
            ['8']
        );
        assert.match(
            loadFailures('', { classes: { ...classes, 'SafeTest.cls': read } })[0]!,
            /^SafeTest\.cls:1: .*not visible/
        );
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_defining_methods.htm
describe('overloads', () => {
    test('the nearest one is called', () => {
        assert.deepEqual(
            output(`static String f(Object o) { return 'Object'; }
                static String f(String s) { return 'String'; }
                static String f(Long l) { return 'Long'; }
                static String f(Decimal d) { return 'Decimal'; }
                static String f(List<Object> l) { return 'List'; }
                System.debug(f('a') + f(1) + f(1L) + f(1.5) + f(1.5d) + f(true) + f(new List<String>()));`),
            ['StringLongLongDecimalDecimalObjectList']
        );
    });

    test('arguments that fit none, or several, are refused', () => {
        assert.deepEqual(loadFailures("static void f(Integer i) { } f('a');"), [
            'anonymous.apex:1: Method does not exist or incorrect signature: f(String)'
        ]);
        assert.deepEqual(
            loadFailures('static void f(Integer i) { } static void f(String s) { } f(null);'),
            ['anonymous.apex:1: Method is ambiguous: f(null)']
        );
    });

    test('objects are handed on as they are, variables are not', () => {
        assert.deepEqual(
            output(`static void change(List<Integer> items, Integer i) { items.add(1); items = null; i = 5; }
                List<Integer> items = new List<Integer>(); Integer i = 0;
                change(items, i);
                System.debug(items + ' ' + i);`),
            ['(1) 0']
        );
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_enums.htm
test('enums', () => {
    assert.deepEqual(
        output(`public enum Season { WINTER, SPRING }
            System.debug(Season.values());
            System.debug(Season.valueOf('spring').ordinal());
            System.debug(Season.WINTER.name() + Season.SPRING);
            System.debug(Season.WINTER == Season.valueOf('WINTER'));
            Map<Season, String> m = new Map<Season, String>{ Season.WINTER => 'cold' };
            System.debug(m.get(Season.WINTER));`),
        ['(WINTER, SPRING)', '1', 'WINTERSPRING', 'true', 'cold']
    );
    assert.equal(
        failureOf(`public enum Season { WINTER } Season.valueOf('AUTUMN');`),
        'System.NoSuchElementException: No enum constant Season.AUTUMN'
    );
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_collections_maps_keys_userdefined.htm
test('own equals and hashCode decide in collections and for ==', () => {
    assert.deepEqual(
        output(`public class Point {
                Integer x;
                public Point(Integer x) { this.x = x; }
                public Boolean equals(Object other) { return other instanceof Point && ((Point) other).x == x; }
                public Integer hashCode() { return x; }
                public override String toString() { return 'P' + x; }
            }
            public class Plain { Integer x = 1; }
            System.debug(new Set<Point>{ new Point(1), new Point(1), new Point(2) });
            System.debug(new Point(3) == new Point(3));
            System.debug(new Plain() == new Plain());
            System.debug(new Plain());`),
        ['{P1, P2}', 'true', 'false', 'Plain:[x=1]']
    );
});

test('collections are told apart by what they hold', () => {
    assert.deepEqual(
        output(`Set<List<Integer>> lists = new Set<List<Integer>>{
                new List<Integer>{ 1 }, new List<Integer>{ 2 }, new List<Integer>{ 1 }
            };
            Map<Set<String>, Integer> m = new Map<Set<String>, Integer>{ new Set<String>{ 'a' } => 1, new Set<String>{ 'b' } => 2 };
            System.debug(lists);
            System.debug(m);`),
        ['{(1), (2)}', '{{a}=1, {b}=2}']
    );
});

test('final fields are set once, in a constructor or where they are declared', () => {
    assert.deepEqual(
        output(`public class A { public final Integer i = 1; public final Integer j; public A() { j = 2; } }
            A a = new A(); System.debug(a.i + a.j);`),
        ['3']
    );
    assert.deepEqual(loadFailures('public class A { final Integer i = 1; void f() { i = 2; } }'), [
        "anonymous.apex:1: Can't be assigned to: i"
    ]);
});
