import { toBigInt, toDecimal, toDouble, toNumber } from '../language/conversion.ts';
import { numeric } from '../language/equality.ts';
import { Raised } from '../language/errors.ts';
import type { SystemClass } from '../language/system-class.ts';
import { ApexDecimal, ApexDouble, type Value } from '../language/values.ts';
import { rounded } from './rounding.ts';

type Methods = Record<string, (...args: Value[]) => Value>;

/** Functions of a Double that give a Double. */
const OF_DOUBLES: Readonly<Record<string, (x: number) => number>> = {
    acos: Math.acos,
    asin: Math.asin,
    atan: Math.atan,
    cbrt: Math.cbrt,
    cos: Math.cos,
    cosh: Math.cosh,
    exp: Math.exp,
    log: Math.log,
    log10: Math.log10,
    sin: Math.sin,
    sinh: Math.sinh,
    sqrt: Math.sqrt,
    tan: Math.tan,
    tanh: Math.tanh
};

const KINDS = ['Decimal', 'Double', 'Integer', 'Long'];

function order(a: Value, b: Value): number {
    return numeric(a)!.cmp(numeric(b)!);
}

/**
 * `Math`.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_math.htm
 */
export function mathClass(): SystemClass {
    const methods: Methods = {
        'static Double random()': () => new ApexDouble(Math.random()),
        'static Double pow(Double base, Double exponent)': (base, exponent) =>
            new ApexDouble(toDouble(base!) ** toDouble(exponent!)),
        'static Double atan2(Double y, Double x)': (y, x) =>
            new ApexDouble(Math.atan2(toDouble(y!), toDouble(x!))),
        'static Integer mod(Integer a, Integer b)': (a, b) => modulo(a!, b!, 'Integer'),
        'static Long mod(Long a, Long b)': (a, b) => modulo(a!, b!, 'Long')
    };
    for (const kind of KINDS) {
        methods[`static ${kind} max(${kind} a, ${kind} b)`] = (a, b) =>
            order(a!, b!) >= 0 ? a! : b!;
        methods[`static ${kind} min(${kind} a, ${kind} b)`] = (a, b) =>
            order(a!, b!) <= 0 ? a! : b!;
        methods[`static ${kind} abs(${kind} value)`] = (value) => absolute(value!);
    }
    // A Decimal with a whole number is neither nearer to two Decimals than to two Doubles: it has signatures of its own.
    for (const parameters of ['Decimal a, Long b', 'Long a, Decimal b']) {
        methods[`static Decimal max(${parameters})`] = (a, b) =>
            toDecimal(order(a!, b!) >= 0 ? a! : b!);
        methods[`static Decimal min(${parameters})`] = (a, b) =>
            toDecimal(order(a!, b!) <= 0 ? a! : b!);
    }
    for (const [name, func] of Object.entries(OF_DOUBLES)) {
        methods[`static Double ${name}(Double x)`] = (x) => new ApexDouble(func(toDouble(x!)));
    }
    return { name: 'Math', methods: { ...methods, ...roundings() } };
}

function absolute(value: Value): Value {
    if (typeof value === 'number') {
        return Math.abs(value) | 0;
    }
    if (typeof value === 'bigint') {
        return BigInt.asIntN(64, value < 0n ? -value : value);
    }
    return value instanceof ApexDecimal
        ? new ApexDecimal(value.value.abs(), value.scale)
        : new ApexDouble(Math.abs(toDouble(value)));
}

/** @throws Raised `MathException` */
function modulo(a: Value, b: Value, kind: string): Value {
    if (toBigInt(b) === 0n) {
        throw new Raised('MathException', 'Divide by 0');
    }
    return toNumber(toBigInt(a) % toBigInt(b), kind);
}

function roundings(): Methods {
    const whole = (value: Value): ApexDecimal => rounded(toDecimal(value).value, 0, null);
    const halfUp = (value: Value): bigint => BigInt(Math.round(toDouble(value)));
    return {
        'static Decimal ceil(Decimal value)': (value) =>
            new ApexDecimal(toDecimal(value!).value.ceil(), 0),
        'static Double ceil(Double value)': (value) => new ApexDouble(Math.ceil(toDouble(value!))),
        'static Decimal floor(Decimal value)': (value) =>
            new ApexDecimal(toDecimal(value!).value.floor(), 0),
        'static Double floor(Double value)': (value) =>
            new ApexDouble(Math.floor(toDouble(value!))),
        'static Integer round(Decimal value)': (value) => toNumber(whole(value!), 'Integer'),
        'static Integer round(Double value)': (value) => toNumber(halfUp(value!), 'Integer'),
        'static Long roundToLong(Decimal value)': (value) => toNumber(whole(value!), 'Long'),
        'static Long roundToLong(Double value)': (value) => halfUp(value!),
        'static Decimal signum(Decimal value)': (value) => toDecimal(Math.sign(toDouble(value!))),
        'static Double signum(Double value)': (value) => new ApexDouble(Math.sign(toDouble(value!)))
    };
}
