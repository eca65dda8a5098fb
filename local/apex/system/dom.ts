import { Raised } from '../language/errors.ts';
import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import type { ApexList, ApexObject, Value } from '../language/values.ts';
import { parseXml, type XmlElement } from './xml-parse.ts';

interface DocumentState {
    root: XmlElement | null;
}

type Node = ApexObject<XmlElement | string>;

/**
 * XML, for reading: documents can't be made or written.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_xml_dom_document.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_xml_dom_xmlnode.htm
 */
export function domClasses(runtime: Runtime): SystemClass[] {
    type Self = ApexObject<DocumentState>;
    return [
        {
            name: 'Dom.Document',
            constructors: { '()': (): DocumentState => ({ root: null }) },
            methods: {
                'void load(String xml)': ({ native }: Self, xml: string) => {
                    native.root = parseXml(xml);
                },
                'Dom.XmlNode getRootElement()': ({ native }: Self) => nodeOf(runtime, native.root)
            }
        },
        { name: 'Dom.XmlNodeType', kind: 'enum', values: ['COMMENT', 'ELEMENT', 'TEXT'] },
        nodeClass(runtime)
    ];
}

/** Each element has one node, so that nodes can be compared. */
const nodes = new WeakMap<XmlElement, ApexObject>();

function nodeOf(runtime: Runtime, content: XmlElement | string | null): Value {
    if (content === null) {
        return null;
    }
    if (typeof content === 'string') {
        return runtime.newNative('Dom.XmlNode', content);
    }
    let node = nodes.get(content);
    if (!node) {
        node = runtime.newNative('Dom.XmlNode', content);
        nodes.set(content, node);
    }
    return node;
}

function nodeClass(runtime: Runtime): SystemClass {
    const list = (contents: readonly (XmlElement | string)[]): ApexList =>
        runtime.newList(
            runtime.types.parse('Dom.XmlNode'),
            contents.map((content) => nodeOf(runtime, content))
        );
    return {
        name: 'Dom.XmlNode',
        methods: {
            'String getName()': ({ native }: Node) =>
                typeof native === 'string' ? null : native.name,
            'String getNamespace()': ({ native }: Node) =>
                typeof native === 'string' ? null : native.namespace,
            'String getPrefixFor(String namespace)': ({ native }: Node, namespace: string) =>
                typeof native !== 'string' && native.namespace === namespace ? native.prefix : null,
            'String getText()': ({ native }: Node) => textIn(native),
            'Dom.XmlNodeType getNodeType()': ({ native }: Node) =>
                runtime.types
                    .parse('Dom.XmlNodeType')
                    .definition.findField(typeof native === 'string' ? 'TEXT' : 'ELEMENT')!.get!(
                    null
                ),
            'List<Dom.XmlNode> getChildElements()': ({ native }: Node) => list(elementsIn(native)),
            'List<Dom.XmlNode> getChildren()': ({ native }: Node) =>
                list(typeof native === 'string' ? [] : native.children),
            'Dom.XmlNode getChildElement(String name, String? namespace)': (
                { native }: Node,
                name: string,
                namespace: string | null
            ) =>
                nodeOf(
                    runtime,
                    elementsIn(native).find(
                        (each) => each.name === name && each.namespace === namespace
                    ) ?? null
                ),
            'Dom.XmlNode getParent()': ({ native }: Node) =>
                nodeOf(runtime, typeof native === 'string' ? null : native.parent),
            ...attributes()
        }
    };
}

function elementsIn(content: XmlElement | string): XmlElement[] {
    return typeof content === 'string'
        ? []
        : content.children.filter((child) => typeof child !== 'string');
}

/** The text in the node itself, not that in its elements. */
function textIn(content: XmlElement | string): string {
    return typeof content === 'string'
        ? content
        : content.children.filter((child) => typeof child === 'string').join('');
}

function attributes(): NonNullable<SystemClass['methods']> {
    const of = ({ native }: Node): XmlElement['attributes'] =>
        typeof native === 'string' ? [] : native.attributes;
    const at = (node: Node, index: number): XmlElement['attributes'][number] => {
        const found = of(node)[index];
        if (!found) {
            throw new Raised('ListException', `List index out of bounds: ${String(index)}`);
        }
        return found;
    };
    const value = (node: Node, name: string, namespace: string | null): string | null =>
        of(node).find((each) => each.name === name && each.namespace === namespace)?.value ?? null;
    return {
        'Integer getAttributeCount()': (node: Node) => of(node).length,
        'String getAttributeKeyAt(Integer index)': (node: Node, index: number) =>
            at(node, index).name,
        'String getAttributeKeyNsAt(Integer index)': (node: Node, index: number) =>
            at(node, index).namespace,
        'String getAttribute(String name, String? namespace)': value,
        'String getAttributeValue(String name, String? namespace)': value
    };
}
