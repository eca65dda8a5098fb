import { Raised } from '../language/errors.ts';
import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import type { ApexObject } from '../language/values.ts';
import { execute } from './guarded-regex.ts';
import { Search } from './matcher.ts';
import { quotePattern } from './java-pattern.ts';
import { regexOf, replaceAll, replaceFirst, split } from './regex.ts';

type Pattern = ApexObject<string>;
type Matcher = ApexObject<Search>;

/**
 * `Pattern` and `Matcher`.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_pattern_and_matcher_pattern_methods.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_pattern_and_matcher_matcher_methods.htm
 */
export function patternClasses(runtime: Runtime): SystemClass[] {
    return [patternClass(runtime), matcherClass(runtime)];
}

function patternClass(runtime: Runtime): SystemClass {
    const parts = ({ native }: Pattern, text: string, limit: number) =>
        runtime.newList(runtime.types.string, split(text, native, limit));
    return {
        name: 'Pattern',
        methods: {
            'static Pattern compile(String pattern)': (pattern: string) => {
                regexOf(pattern, 'search');
                return runtime.newNative('Pattern', pattern);
            },
            'static Boolean matches(String pattern, String text)': (
                pattern: string,
                text: string
            ) => execute(regexOf(pattern, 'whole'), text) !== null,
            'static String quote(String text)': (text: string) =>
                text.includes('\\E') ? quotePattern(text) : `\\Q${text}\\E`,
            'Matcher matcher(String text)': ({ native }: Pattern, text: string) =>
                runtime.newNative('Matcher', new Search(native, text)),
            'String pattern()': ({ native }: Pattern) => native,
            'List<String> split(String text)': (self: Pattern, text: string) =>
                parts(self, text, 0),
            'List<String> split(String text, Integer limit)': parts,
            'String toString()': ({ native }: Pattern) => native
        }
    };
}

function matcherClass(runtime: Runtime): SystemClass {
    return {
        name: 'Matcher',
        methods: {
            'static String quoteReplacement(String text)': (text: string) =>
                text.replace(/[\\$]/g, '\\$&'),
            'Boolean find()': ({ native }: Matcher) => native.find(),
            'Boolean find(Integer start)': ({ native }: Matcher, start: number) => {
                if (start < 0 || start > native.text.length) {
                    throw new Raised('StringException', 'Illegal start index');
                }
                native.reset(native.text);
                return native.find(start);
            },
            'Boolean lookingAt()': ({ native }: Matcher) => native.match('here'),
            'Boolean matches()': ({ native }: Matcher) => native.match('whole'),
            'String group()': ({ native }: Matcher) => native.group(0),
            'String group(Integer index)': ({ native }: Matcher, index: number) =>
                native.group(index),
            'Integer groupCount()': ({ native }: Matcher) => native.groupCount(),
            'Integer start()': ({ native }: Matcher) => native.range(0)[0],
            'Integer start(Integer index)': ({ native }: Matcher, index: number) =>
                native.range(index)[0],
            'Integer end()': ({ native }: Matcher) => native.range(0)[1],
            'Integer end(Integer index)': ({ native }: Matcher, index: number) =>
                native.range(index)[1],
            'Pattern pattern()': ({ native }: Matcher) =>
                runtime.newNative('Pattern', native.pattern),
            'Matcher reset()': (self: Matcher) => {
                self.native.reset(self.native.text);
                return self;
            },
            'Matcher reset(String text)': (self: Matcher, text: string) => {
                self.native.reset(text);
                return self;
            },
            'String replaceAll(String replacement)': ({ native }: Matcher, replacement: string) =>
                replaceAll(native.text, native.pattern, replacement),
            'String replaceFirst(String replacement)': ({ native }: Matcher, replacement: string) =>
                replaceFirst(native.text, native.pattern, replacement)
        }
    };
}
