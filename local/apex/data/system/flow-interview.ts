import { Raised } from '../../language/errors.ts';
import type { Runtime } from '../../language/runtime.ts';
import type { SystemClass } from '../../language/system-class.ts';
import type { ApexMap, ApexObject, Value } from '../../language/values.ts';
import { Interview } from '../flow/interview.ts';
import type { FlowFile } from '../metadata/project.ts';

/**
 * `Flow.Interview`: runs an active autolaunched flow.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Flow_Interview.htm
 */
export function flowInterviewClass(runtime: Runtime): SystemClass {
    const create = (namespace: string | null, name: string, inputs: ApexMap): Value => {
        const flow =
            namespace === null ? (runtime.surroundings.flow(name) as FlowFile | null) : null;
        if (!flow) {
            const full = namespace === null ? name : `${namespace}.${name}`;
            throw new Raised('TypeException', `There is no active autolaunched flow ${full}`);
        }
        const values = new Map(
            inputs.table.entries().map(([key, value]) => [String(key), value] as const)
        );
        return runtime.newNative('Flow.Interview', new Interview(runtime, flow, values));
    };
    return {
        name: 'Flow.Interview',
        methods: {
            'static Flow.Interview createInterview(String name, Map<String, Object> inputs)': (
                name: string,
                inputs: ApexMap
            ) => create(null, name, inputs),
            'static Flow.Interview createInterview(String? namespace, String name, Map<String, Object> inputs)':
                (namespace: string | null, name: string, inputs: ApexMap) =>
                    create(namespace === '' ? null : namespace, name, inputs),
            'void start()': ({ native }: ApexObject<Interview>) => {
                native.start();
            },
            'Object getVariableValue(String name)': (
                { native }: ApexObject<Interview>,
                name: string
            ) => native.output(name)
        }
    };
}
